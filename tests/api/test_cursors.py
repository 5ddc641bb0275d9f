"""A cursor leads back to where it was given, and anything else is refused in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.api.cursors import cursor_of, place_of, whole
from cautery.errors import Invalid


@given(place=st.tuples(st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=40)))
def test_a_place_survives_being_a_cursor(place: tuple[float, str]) -> None:
    assert place_of(cursor_of(place)) == place


def test_there_is_no_cursor_of_nowhere() -> None:
    assert cursor_of(None) is None
    assert place_of(None) is place_of("") is None


@given(text=st.text(min_size=1, max_size=40))
def test_whatever_a_cursor_is_it_is_read_or_refused(text: str) -> None:
    try:
        place_of(text)
    except Invalid as error:
        assert "begin without one" in str(error)  # noqa: PT017  either way is right


def test_a_cursor_of_something_else_is_refused() -> None:
    with pytest.raises(Invalid):
        place_of("eyJhIjoxfQ")


@given(number=st.integers(-(2**53), 2**53))
def test_a_whole_place_is_read_exactly(number: int) -> None:
    assert whole((float(number), "")) == number


@pytest.mark.parametrize("number", [0.5, 1e300, -1e300])
def test_a_place_of_another_list_is_refused(number: float) -> None:
    with pytest.raises(Invalid, match="another list"):
        whole((number, ""))
