"""What a key may be is said in words that an owner understands."""

from typing import Annotated, Any, Literal

import pytest
from msgspec import Meta

from cautery.enforcement.guards import Limits
from cautery.settings.expected import example, expected, shown


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (bool, "true or false, without quotes"),
        (str, "a text in quotes"),
        (int, "a whole number"),
        (Annotated[int, Meta(ge=2)], "a whole number from 2 on"),
        (Annotated[float, Meta(gt=0)], "a number above 0"),
        (Annotated[float, Meta(ge=0, le=1)], "a number from 0 to 1"),
        (Annotated[float, Meta(gt=0, le=9)], "a number above 0, at most 9"),
        (list[str], "a list of texts in quotes"),
        (tuple[float, ...], "a list of numbers"),
        (Literal["on", "off"], 'one of "off", "on"'),
        (str | None, "a text in quotes"),
        (Limits, "a table"),
        (dict[str, int], "a table"),
        (Annotated[str, Meta(title="the name of a colour")], "the name of a colour"),
    ],
)
def test_a_type_is_told_in_words(kind: Any, said: str) -> None:
    assert expected(kind) == said


def test_an_example_is_shown_as_it_would_be_written() -> None:
    assert example(Annotated[list[str], Meta(examples=[["plaza"]])]) == '["plaza"]'
    assert example(Annotated[int, Meta(ge=1)]) is None
    assert example(int) is None


def test_values_are_shown_as_toml_has_them() -> None:
    assert [shown(value) for value in (True, "é", 2.5, ("a", "b"))] == ["true", '"é"', "2.5", '["a", "b"]']
