"""Items are read one by one, and parts of a platform one by one: what is wrong with one stops none of the others."""

import pytest

from cautery.errors import CauteryError, Invalid, Missing, RateLimited, Temporary
from cautery.platforms.reading import Items, PartReader


def raising(error: Exception) -> object:
    raise error


@pytest.mark.parametrize(
    "kind",
    [
        ValueError,
        KeyError,
        TypeError,
        RecursionError,
        OverflowError,
        Invalid,
        UnicodeError,
        AssertionError,
        RuntimeError,
    ],
)
def test_an_item_that_cannot_be_read_is_kept_as_it_came(kind: type[Exception]) -> None:
    items = Items()
    assert not items.read("frame", "7", b"\xff", lambda: raising(kind("why")))  # type: ignore[arg-type, return-value]
    assert items.read("frame", "8", b"", lambda: [None])

    [unread] = items.unread
    assert (unread.reader, unread.place, unread.raw, items.events) == ("frame", "7", b"\xff", [])
    assert unread.reason


@pytest.mark.parametrize("error", [Temporary("later"), Missing("no such page")])
def test_a_server_that_does_not_answer_says_nothing_about_the_item(error: CauteryError) -> None:
    items = Items()
    with pytest.raises(type(error)):
        items.read("paste", "7", b"x", lambda: raising(error))  # type: ignore[arg-type, return-value]

    assert items.unread == []


def asked(*errors: Exception | None) -> PartReader:
    parts = PartReader()
    for number, error in enumerate(errors):
        parts.ask(f"part {number}", lambda error=error: raising(error) if error else None)  # type: ignore[misc]
    return parts


def test_a_part_that_does_not_answer_is_told_and_the_others_are_read() -> None:
    parts = asked(Missing("404"), None, Temporary("500", retry_after_s=7))
    parts.raise_if_silent()

    assert parts.problems == ["part 0: 404", "part 2: 500"]
    assert parts.retry_after_s == 7


def test_a_fault_of_ours_in_one_part_is_told_and_the_others_are_read() -> None:
    assert asked(KeyError("x"), None).problems == ["part 0: KeyError: 'x'"]


def test_where_nothing_answers_the_platform_is_not_reached() -> None:
    with pytest.raises(Temporary, match="away"):
        asked(Temporary("away"), Missing("404")).raise_if_silent()
    asked().raise_if_silent()


def test_whoever_asks_for_patience_is_asked_no_more() -> None:
    parts = asked(None, RateLimited("later", retry_after_s=30), None, Missing("404"))

    assert (parts.problems, parts.retry_after_s) == (["part 1: later"], 30)
