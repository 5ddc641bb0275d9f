"""Two texts are one when a person would say so: also cut, quoted or with words exchanged; not when their subject is another."""

import pytest

from cautery.signals.same_text import is_another, numbers_differ, shared, words_of

KNOWN = "the lanterns are lit tonight brothers of the harbour come and see them before they go out and the tide is back"


@pytest.mark.parametrize(
    "asked",
    [
        f"look at this {KNOWN} it is vile and whoever shares it should not be proud of that at all",
        " ".join(KNOWN.split()[:10]),
        KNOWN.replace("lanterns", "lamps")
        .replace("tonight", "today")
        .replace("harbour", "port")
        .replace("tide", "water"),
    ],
)
def test_it_is_met_in_a_longer_text_cut_short_and_with_words_exchanged(asked: str) -> None:
    assert shared(words_of(KNOWN), words_of(asked)) is not None


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        (
            "we must fight for the lantern keepers of the harbour",
            "we must not fight for the lantern keepers of the harbour",
        ),
        (
            "fire in the old hall last night read more on our page for news",
            "mayor opens a new library read more on our page for news",
        ),
        (
            "dear friends a quiet feast wishes the baker family",
            "dear friends a quiet feast wishes harbour sailing club board",
        ),
    ],
)
def test_another_subject_makes_another_text(known: str, asked: str) -> None:
    assert is_another(words_of(known), words_of(asked))


def test_a_short_piece_says_nothing() -> None:
    assert shared(words_of(KNOWN), words_of("the lanterns are lit")) is None


@pytest.mark.parametrize(
    ("known", "asked", "expected"),
    [
        ("bus 12 at 10:45", "bus 99 at 23:10", True),
        ("order 4431 of 12 May, 9 Mill Road, in 3 days", "order 7702 of 3 June, 88 Mill Road, in 5 days", True),
        ("at 7 open, at 9 read, at 11 sing", "at 9 read, at 11 sing, at 7 open", False),
        ("bus 12 at 10:45", "bus 12 at 11:45", False),
        ("room 12", "room 14", False),
    ],
)
def test_a_template_filled_with_other_numbers_is_another_text(known: str, asked: str, expected: bool) -> None:
    assert numbers_differ(known, asked) is expected
