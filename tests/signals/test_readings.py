"""Second readings: what a person reads in a text that was written so that a program does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.signals.readings import is_stretched, level, levelled, second_readings, squeezed


@pytest.mark.parametrize(
    "written",
    [
        "l@ntern f!re",
        "lan-tern fire",
        "l.a.n.t.e.r.n fire",
        "l a n t e r n fire",
        "lantern_fire",
        "#LanternFire",
        "lan🔥tern fire",
        "lan**tern** fire",
        "lantern\u200bfire",
        "lan<b>tern</b> fire",
        "lan&shy;tern fire",
        "l a n t e r n   f i r e",
    ],
)
def test_one_of_the_readings_is_what_a_person_reads(written: str) -> None:
    assert " lantern fire " in list(second_readings(written))


@pytest.mark.parametrize("text", ["plain words of a usual post", "", "12 apples at 10 45"])
def test_a_usual_text_has_no_second_reading(text: str) -> None:
    assert list(second_readings(text)) == []


def test_han_letters_that_stand_apart_are_read_together() -> None:
    assert " 灯火通明 " in list(second_readings("灯 火 通 明"))


def test_a_sign_that_stands_for_two_letters_is_read_as_both() -> None:
    assert levelled("1anternf1re") == level(" lanternfire ")
    assert levelled("1 lantern, 1 fire") == levelled("lantern") == ""


def test_stretched_letters_are_squeezed() -> None:
    assert is_stretched("lanterrrn")
    assert not is_stretched("letters")
    assert squeezed(" lanterrrn ") == squeezed(" lantern ")


@given(st.text(max_size=200))
def test_no_text_is_too_strange_and_none_has_many_readings(text: str) -> None:
    assert len(list(second_readings(text))) <= 6


def test_a_number_behind_a_hashtag_is_no_part_of_its_word() -> None:
    assert " lanternfire 2024 " in list(second_readings("#lanternfire2024"))
