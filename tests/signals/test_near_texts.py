"""What types of text have in common: long texts are compared by their beginning, short ones not at all."""

import pytest

from cautery.errors import Invalid
from cautery.signals.near_texts import MOST_LETTERS, plain
from cautery.signals.types.near_text import NearText


def test_links_names_numbers_and_who_sent_it_on_are_left_out() -> None:
    assert plain("RT @mara: The 3 lanterns https://a.example/b are LIT!") == "the lanterns are lit"


def test_what_is_behind_the_beginning_is_not_compared() -> None:
    start = "lantern wick " * (MOST_LETTERS // 13 + 1)

    assert NearText().canonical(start + "soup") == NearText().canonical(start + "bread")


def test_what_is_too_short_is_refused_with_the_least_length() -> None:
    with pytest.raises(Invalid, match="at least 8 letters"):
        NearText().canonical("lit")
