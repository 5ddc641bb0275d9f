"""What shows nothing is left out, and what is turned is read as it is seen."""

import pytest

from cautery.signals.invisible import without_invisible


@pytest.mark.parametrize(
    "letter", ["\u200b", "\u00ad", "\x00", "\b", "\ufe00", "\U000e0100", "\U000e0061", "\u2066", "\ufff9"]
)
def test_what_shows_nothing_is_left_out(letter: str) -> None:
    assert without_invisible(f"lan{letter}tern") == "lantern"


def test_white_space_stays() -> None:
    assert without_invisible("a\tb\nc") == "a\tb\nc"


@pytest.mark.parametrize("text", ["\u202enretnal\u202c", "lan\u202enret", "\u202enretnal"])
def test_an_override_of_direction_is_read_as_it_is_seen(text: str) -> None:
    assert without_invisible(text) == "lantern"
