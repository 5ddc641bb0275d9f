"""Times as people's files have them: with a leap second, or without an offset."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cautery.errors import Invalid

_LEAP = re.compile(r"(\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}):60(?:\.\d+)?(Z|z|[+-]\d{2}:?\d{2})?")
_NAIVE = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?")


def mended_time(said: object, zone: tzinfo | None) -> object:
    """Give a time as the contract has it, where it can be known which it is; everything else as it came.

    A leap second becomes the last microsecond before it: what came in it comes before what came after it.

    >>> mended_time("2016-12-31T23:59:60Z", None)
    '2016-12-31T23:59:59.999999Z'
    """
    if not isinstance(said, str):
        return said
    leap = _LEAP.fullmatch(said)
    if leap is not None:
        said = f"{leap[1]}:59.999999{leap[2] or ''}"
    if zone is not None and _NAIVE.fullmatch(said):
        return datetime.fromisoformat(said).replace(tzinfo=zone).isoformat()
    return said


def zone_named(name: str) -> tzinfo:
    """Give a time zone by its name, or by its offset; Invalid where there is none.

    >>> zone_named("+02:00").utcoffset(None)
    datetime.timedelta(seconds=7200)
    """
    if name.upper() in ("UTC", "Z"):
        return UTC
    if re.fullmatch(r"[+-](?:0\d|1\d|2[0-3]):[0-5]\d", name):
        offset = datetime.fromisoformat(f"2000-01-01T00:00:00{name}").utcoffset() or timedelta()
        return timezone(offset)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Invalid(f"There is no time zone '{name}'; write UTC, +02:00 or a name like Europe/Berlin.") from None
