"""Times as tables have them: RFC 3339, seconds since 1970, days as spreadsheets count them, and dates in any order."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal, get_args

from cautery.errors import Invalid

DayOrder = Literal["day-first", "month-first"]
_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[ T,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_NUMBER = re.compile(r"\d{5,16}(?:\.\d+)?")
_EPOCH, _SHEETS_BEGIN = datetime(1970, 1, 1, tzinfo=UTC), datetime(1899, 12, 30)  # noqa: DTZ001 it has no zone
_SHEET_DAYS = range(20_000, 80_000)
"""Days as spreadsheets count them: from 1954 to 2119."""
_MILLISECONDS_FROM = 1e11
_MOST_DAYS = 12


def order_of(said: Iterable[str]) -> tuple[DayOrder | None, bool]:
    """Tell in which order dates are written; None where it cannot be told. The second says whether any date has an order.

    >>> order_of(["03.04.2026", "27.04.2026"])
    ('day-first', True)
    """
    dates = [found for one in said if (found := _DATE.match(one.strip()))]
    first = any(int(date[1]) > _MOST_DAYS for date in dates)
    second = any(int(date[2]) > _MOST_DAYS for date in dates)
    if first == second:
        return None, bool(dates)
    return ("day-first" if first else "month-first"), True


def order_named(said: str) -> DayOrder:
    """Give an order of dates by its name; refuse (Invalid) what is none.

    >>> order_named("day-first")
    'day-first'
    """
    for order in get_args(DayOrder):
        if said == order:
            found: DayOrder = order
            return found
    raise Invalid(f"'{said}' is no order of dates; write {' or '.join(get_args(DayOrder))}.")


def lacks_offset(said: str) -> bool:
    """Say whether a time is of no known zone, so that it must be said where it is meant."""
    try:
        return read_time(said, order="day-first", zone=None) is None
    except Invalid:
        return False


def read_time(said: str, *, order: DayOrder | None, zone: tzinfo | None) -> datetime | None:
    """Read a time; None where it says no offset and no zone is given. Invalid for what is no time.

    >>> read_time("1700000000", order=None, zone=None).isoformat()
    '2023-11-14T22:13:20+00:00'
    """
    text = said.strip()
    try:
        at = _number(float(text)) if _NUMBER.fullmatch(text) else _dated(text, order)
    except (ValueError, OverflowError):
        raise Invalid(f"'{text[:40]}' is no time; write 2026-03-15T09:30:00Z.") from None
    if at.tzinfo is None and zone is None:
        return None
    return (at.replace(tzinfo=zone) if at.tzinfo is None else at).astimezone(UTC)


def _number(value: float) -> datetime:
    if int(value) in _SHEET_DAYS:
        return _SHEETS_BEGIN + timedelta(days=value)
    return _EPOCH + timedelta(seconds=value / 1000 if value >= _MILLISECONDS_FROM else value)


def _dated(text: str, order: DayOrder | None) -> datetime:
    found = _DATE.fullmatch(text)
    if found is None:
        return datetime.fromisoformat(text.replace("/", "-") if text[:4].isdigit() else text)
    one, two, year = int(found[1]), int(found[2]), int(found[3])
    if order is None:
        raise Invalid(f"'{text}' can be read in two ways; say which: --dates day-first, or --dates month-first.")
    day, month = (one, two) if order == "day-first" else (two, one)
    return datetime(year, month, day, int(found[4] or 0), int(found[5] or 0), int(found[6] or 0))  # noqa: DTZ001 see above
