"""Cursors: where a page ended, in a form that a program hands back as it got it."""

import base64
import binascii

import msgspec

from cautery.errors import Invalid
from cautery.kit.unreadable import NOT_JSON
from cautery.store.waiting import Place

LARGEST = 2.0**53


def cursor_of(place: Place | None) -> str | None:
    """Write a place as a cursor."""
    return None if place is None else base64.urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


def place_of(cursor: str | None) -> Place | None:
    """Read a cursor as a place; refuse what is none of ours."""
    if not cursor:
        return None
    try:
        place: Place = msgspec.json.decode(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), type=Place)
    except (*NOT_JSON, binascii.Error, ValueError):
        raise Invalid("The cursor is not one that this installation gave; begin without one.") from None
    return place


def whole(place: Place) -> int:
    """Give a place that is a whole number; refuse one of another list."""
    number, _ = place
    if not number.is_integer() or abs(number) > LARGEST:
        raise Invalid("The cursor is of another list; begin without one.")
    return int(number)
