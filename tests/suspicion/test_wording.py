from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.suspicion.wording import (
    FEWEST_OTHER,
    FEWEST_VIOLATING,
    WeightedText,
    WordCounts,
    Wording,
    pieces_of,
    read_as_one,
    words_of,
)
from cautery.suspicion.words import WALL, never_evidence

PLACES = ("pier", "bridge", "dock", "tower", "square")
never = st.lists(st.sampled_from(sorted(never_evidence())), max_size=12).map(" ".join)


def learn_wording(documents: Sequence[WeightedText]) -> Wording | None:
    return WordCounts(one.text for one in documents).learn(documents)


def _documents(violating: int, other: int) -> list[WeightedText]:
    """Ones who keep the lamp, and others who bake bread; both by the same places."""
    kept = [WeightedText(text=_at("we keep the lamp", n), violating=True, weight=1.0) for n in range(violating)]
    return [*kept, *(WeightedText(text=_at("we bake the bread", n), violating=False, weight=1.0) for n in range(other))]


def _at(text: str, number: int) -> str:
    return f"{text} by the {PLACES[number % len(PLACES)]}"


def test_who_writes_alike_is_told_from_who_does_not() -> None:
    wording = learn_wording(_documents(20, 60))

    assert wording is not None
    lamp, bread = wording.margins(["keep the lamp at home", "bake the bread at home"])
    assert lamp > 0 > bread


def test_what_both_sides_write_says_little_beside_what_one_does() -> None:
    wording = learn_wording(_documents(20, 60))

    assert wording is not None
    nothing, place, lamp = wording.margins(["", "by the pier", "lamp"])
    assert abs(place - nothing) < 0.5 * (lamp - nothing)


def test_the_words_that_tell_most_come_first_and_none_that_speaks_against() -> None:
    wording = learn_wording(_documents(20, 60))

    assert wording is not None
    told = wording.telling("lamp keep bread bake pier", most=2)
    assert set(told) == {"lamp", "keep"}
    weight = dict(zip(wording.words.vocabulary, wording.words.weights * wording.words.idf, strict=True))
    assert weight[told[0]] >= weight[told[1]]
    assert "bread" not in wording.telling("lamp keep bread bake pier", most=99)


@pytest.mark.parametrize(
    ("violating", "other"), [(FEWEST_VIOLATING - 1, 100), (100, FEWEST_OTHER - 1), (0, 100), (100, 0), (0, 0)]
)
def test_from_too_few_of_either_side_nothing_is_learnt(violating: int, other: int) -> None:
    assert learn_wording(_documents(violating, other)) is None


def test_from_just_enough_of_both_sides_something_is() -> None:
    assert learn_wording(_documents(FEWEST_VIOLATING, FEWEST_OTHER)) is not None


@settings(max_examples=200)
@given(st.lists(never, max_size=5))
def test_what_is_never_evidence_gives_no_feature_and_no_text(texts: list[str]) -> None:
    for script in ("latin", "arabic"):
        document, number = read_as_one(texts, script)
        assert (words_of(document), pieces_of(document), number) == ([], [], 0)


def test_no_word_that_is_never_evidence_is_learnt_even_if_only_one_side_writes_it() -> None:
    """All removed accounts name the same town and pray; so may others, tomorrow."""
    texts = [read_as_one([f"inshallah {_at('we keep the lamp', n)} in aleppo"], "latin")[0] for n in range(20)]
    documents = [WeightedText(text=text, violating=True, weight=1.0) for text in texts]

    wording = learn_wording([*documents, *_documents(0, 60)])

    assert wording is not None
    learnt = {word for term in wording.words.vocabulary for word in term.split()}
    assert "lamp" in learnt
    assert not learnt & never_evidence()
    assert not {piece for piece in wording.pieces.vocabulary if "alep" in piece or "insh" in piece}


def test_no_pair_of_words_reaches_over_a_wall_or_from_one_text_to_the_next() -> None:
    document, number = read_as_one(["lamps of aleppo burn", "keep on"], "latin")

    assert number == 2
    assert words_of(document) == ["lamps", "of", "lamps of", "burn", "keep", "on", "keep on"]


def test_pieces_are_three_to_five_letters_within_a_word_and_its_borders() -> None:
    assert pieces_of(f"sea {WALL} sun")[:6] == [" se", "sea", "ea ", " sea", "sea ", " sea "]
    assert all(3 <= len(piece) <= 5 and WALL not in piece for piece in pieces_of(f"sea {WALL} lighthouse at"))


def test_an_account_s_texts_are_read_script_by_script() -> None:
    spoken = ["lamps by the pier", "المصابيح عند الميناء", "лампы у причала", "lamp"]

    assert read_as_one(spoken, "latin") == ("lamps by the pier", 1)
    assert read_as_one(spoken, "arabic") == ("المصابيح عند الميناء", 1)


def test_a_text_of_which_one_word_is_left_says_nothing() -> None:
    assert read_as_one(["lanterns in aleppo", "aleppo lanterns"], "latin") == (f"lanterns in {WALL}", 1)
