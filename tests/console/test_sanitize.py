"""What a platform's people wrote is shown as they wrote it, and cannot turn, cover or hide what stands around it."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from cautery.console.sanitize import MOST_MARKS, TURNS, sanitize


@given(text=st.text(max_size=200))
def test_nothing_that_turns_lines_around_is_left(text: str) -> None:
    assert not set(sanitize(text)) & set(TURNS)


@given(text=st.text(st.characters(categories=("L", "N", "P", "S")), max_size=200))
def test_letters_figures_and_signs_of_every_script_stay(text: str) -> None:
    assert sanitize(text) == text


@given(text=st.text(max_size=200))
def test_it_is_the_same_the_second_time(text: str) -> None:
    assert sanitize(sanitize(text)) == sanitize(text)


def test_an_override_is_shown_by_its_name() -> None:
    assert sanitize("invoice\u202etxt.exe") == "invoice[RLO]txt.exe"


def test_letters_keep_their_marks_and_heaps_of_them_do_not_cover_the_page() -> None:
    vowelled = "قَنَادِيلُ"
    heap = sanitize("a" + "\u0301" * 500)

    assert sanitize(vowelled) == vowelled
    assert sum(unicodedata.category(letter) == "Mn" for letter in heap) == MOST_MARKS


def test_what_cannot_be_seen_is_dropped_and_what_scripts_need_stays() -> None:
    assert sanitize("a\0b\x1b[31mc\u200bd\ufeffe") == "ab[31mcde"
    assert sanitize("می\u200cخواهم\n\t") == "می\u200cخواهم\n\t"
