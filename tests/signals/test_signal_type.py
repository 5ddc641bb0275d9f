"""What a signal type is given for nothing: a type here is every hashtag."""

import re
from collections.abc import Iterable

import pytest

from cautery.model.content import Content
from cautery.signals.signal_type import SignalType


class Hashtag(SignalType):
    """A hashtag; only what must be said is said."""

    alike = (("#Lantern", "#lantern"),)
    unlike = (("#lantern", "#harbour"),)

    def extract(self, content: Content) -> Iterable[str]:
        return re.findall(r"#\w+", content.text.lower())

    def canonical(self, value: str) -> str:
        return value.lower()

    def says(self, value: str, distance: float) -> str:
        return f"says {value}"


def test_values_are_the_same_when_their_canonical_forms_are_equal() -> None:
    assert Hashtag().distance("#Lantern", "#LANTERN") == 0.0
    assert Hashtag().distance("#Lantern", "#lanterns") == 1.0


def test_only_equal_values_count_as_the_same_unless_a_type_says_otherwise() -> None:
    assert Hashtag.same_within == 0.0


def test_known_values_are_found_whatever_the_form_they_were_banked_in() -> None:
    index = Hashtag().index(["#harbour", "#LANTERN"])

    assert list(index.find(Content(text="see the #Lantern"))) == [(1, 0.0)]


def test_a_value_said_twice_is_found_once() -> None:
    index = Hashtag().index(["#lantern"])

    assert list(index.find(Content(text="#lantern #LANTERN #lantern"))) == [(0, 0.0)]


def test_a_value_banked_twice_is_found_at_both_places() -> None:
    index = Hashtag().index(["#lantern", "#harbour", "#Lantern"])

    assert list(index.find(Content(text="#lantern"))) == [(0, 0.0), (2, 0.0)]


def test_a_type_that_does_not_say_what_it_extracts_is_none() -> None:
    class Mute(SignalType):
        def says(self, value: str, distance: float) -> str:
            return value

    with pytest.raises(TypeError, match="extract"):
        Mute()  # type: ignore[abstract]
