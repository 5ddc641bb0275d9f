"""A copied run of words is known again, however it stands in another text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.suspicion.operators.keys import key_of
from cautery.suspicion.operators.passages import RUN, WINDOW, passages

words = st.lists(st.sampled_from([f"word{number}" for number in range(30)]), max_size=20)
copied = st.lists(st.sampled_from([f"word{number}" for number in range(30)]), min_size=RUN + WINDOW - 1, max_size=20)


def slowly(text: str) -> set[str]:
    """The rightmost of the smallest marks in each window of runs, window by window."""
    said = text.split()
    runs = [(key_of("passages", " ".join(said[at : at + RUN])), -at) for at in range(len(said) - RUN + 1)]
    windows = [runs[at : at + WINDOW] for at in range(max(1, len(runs) - WINDOW + 1))]
    return {" ".join(said[-at : -at + RUN]) for _, at in map(min, windows)}


@given(words, copied, words)
def test_a_copy_of_nine_words_shares_a_passage_for_certain(before: list[str], run: list[str], after: list[str]) -> None:
    original = " ".join([*after, *run, *before])

    assert set(passages(original)) & set(passages(" ".join([*before, *run, *after])))


@given(copied)
def test_the_passages_are_those_that_a_slow_reading_keeps(said: list[str]) -> None:
    text = " ".join(said)

    assert set(passages(text)) == slowly(text)


@given(st.text(max_size=200))
def test_whatever_is_written_has_the_same_passages_every_time(text: str) -> None:
    assert list(passages(text)) == list(passages(text))


@pytest.mark.parametrize("text", ["", "good morning", "a b c d e", "!!! ??? ..."])
def test_what_is_written_twice_by_accident_has_none(text: str) -> None:
    assert list(passages(text)) == []


def test_a_short_text_is_one_passage_whatever_its_case_and_marks() -> None:
    assert list(passages("The lanterns return tonight!")) == list(passages("the LANTERNS, return: tonight"))
    assert len(list(passages("The lanterns return tonight!"))) == 1
