"""Time is an input: whoever needs it is handed a clock."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from cautery.errors import Invalid


class Clock(Protocol):
    """Says what time it is, in UTC."""

    def now(self) -> datetime: ...


class WallClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FrozenClock:
    """A clock that stands still: the same question gives the same answer."""

    at: datetime

    def now(self) -> datetime:
        return self.at


def parse_time(text: str) -> datetime:
    """Read an RFC 3339 time or a bare date as UTC.

    >>> parse_time("2016-02-05").isoformat()
    '2016-02-05T00:00:00+00:00'
    """
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Invalid(f"'{text}' is not a time; write it like 2016-02-05T12:00:00Z.") from None
    try:
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except OverflowError:
        raise Invalid(f"'{text}' is not a time that can be told in UTC.") from None


def rfc3339(at: datetime) -> str:
    """Write a time the one way we write it.

    >>> rfc3339(parse_time("2016-02-05T12:00:00+02:00"))
    '2016-02-05T10:00:00Z'
    """
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
