"""A known word with what its language writes onto it is that word; inside another word it is not."""

import pytest

from cautery.signals.affixes import is_inflected, stem_of


def inflected(term: str, word: str) -> bool:
    text = f" {word} "
    start = text.index(term)
    return is_inflected(text, start, start + len(term))


@pytest.mark.parametrize(
    ("term", "word"),
    [
        ("lantern", "lanterns"),
        ("فانوس", "فانوسي"),
        ("فانوس", "افانوس"),
        ("פנס", "הפנס"),
        ("등불", "등불을"),
        ("фонар", "фонарами"),
        ("fener", "fenerlerin"),
        ("kapı", "kapılar"),
        ("laterne", "laternen"),
        ("lentera", "lenteranya"),
        ("โคมไฟ", "มาที่โคมไฟคืนนี้"),
        ("灯笼", "今晚灯笼点亮"),
    ],
)
def test_endings_articles_and_particles_make_no_other_word(term: str, word: str) -> None:
    assert inflected(term, word)


@pytest.mark.parametrize(
    ("term", "word"),
    [
        ("twat", "smartwatch"),
        ("as", "ass"),
        ("laternenfeuer", "laternenfeuerfest"),
        ("lantern", "slantern"),
        ("fener", "fenerlar"),
        ("lantern", "lanternn"),
    ],
)
def test_a_part_of_another_word_is_no_word(term: str, word: str) -> None:
    assert not inflected(term, word)


def test_a_russian_word_has_a_stem_without_its_last_letter_and_a_short_one_has_none() -> None:
    assert (stem_of("фонарь"), stem_of("лампа")) == ("фонар", "ламп")
    assert stem_of("соль") == stem_of("дом") == stem_of("lampa") == ""
