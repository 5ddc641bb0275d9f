"""Items are read one by one, and parts of a platform one by one: what is wrong with one stops none of the others."""

import pytest

from cautery.errors import CauteryError, Invalid, Missing, RateLimited, Temporary
from cautery.platforms.reading import UNREADABLE, Items, PartReader


def raising(error: Exception) -> object:
    raise error


@pytest.mark.parametrize(
    "kind", [ValueError, KeyError, TypeError, RecursionError, OverflowError, Invalid, UnicodeError]
)
def test_an_item_that_cannot_be_read_is_kept_as_it_came(kind: type[Exception]) -> None:
    assert issubclass(kind, UNREADABLE)
    items = Items()
    assert not items.read("frame", "7", b"\xff", lambda: raising(kind("why")))  # type: ignore[arg-type, return-value]
    assert items.read("frame", "8", b"", lambda: [None])

    [unread] = items.unread
    assert (unread.reader, unread.place, unread.raw, items.events) == ("frame", "7", b"\xff", [])
    assert unread.reason


def asked(*errors: CauteryError | None) -> PartReader:
    parts = PartReader()
    for number, error in enumerate(errors):
        parts.ask(f"part {number}", lambda error=error: raising(error) if error else None)  # type: ignore[misc]
    return parts


def test_a_part_that_does_not_answer_is_told_and_the_others_are_read() -> None:
    parts = asked(Missing("404"), None, Temporary("500", retry_after_s=7))
    parts.raise_if_silent()

    assert parts.problems == ["part 0: 404", "part 2: 500"]
    assert parts.retry_after_s == 7


def test_where_nothing_answers_the_platform_is_not_reached() -> None:
    with pytest.raises(Temporary, match="away"):
        asked(Temporary("away"), Missing("404")).raise_if_silent()
    asked().raise_if_silent()


def test_whoever_asks_for_patience_is_asked_no_more() -> None:
    parts = asked(None, RateLimited("later", retry_after_s=30), None, Missing("404"))

    assert (parts.problems, parts.retry_after_s) == (["part 1: later"], 30)
