"""What a law on the shelf says: to whom it applies, its clocks, categories, duties and forms. Data, no advice."""

import re
from abc import ABC, abstractmethod
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar, Literal

from cautery.errors import Invalid

Sourced = Literal["read", "remembered"]
"""'read': in the law's text, or in an official source; 'remembered': to be checked before anybody relies on the wording."""
EU: frozenset[str] = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
)
SMALL_STAFF, SMALL_TURNOVER = 50, 10.0
"""Below so many people and up to so many million euros a year an enterprise is micro or small (Recommendation 2003/361/EC)."""
_LENGTH = re.compile(r"P(?:(\d+)(Y|M|W|D|BD))?(?:T(\d+)H)?(?: minimum)?")
SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceProfile:
    """Who runs the service, in the few facts on which a law's reach depends."""

    established: str
    """The country, as two letters (ISO 3166-1): DE."""
    users: frozenset[str]
    """The countries that the service is offered in; 'EU' stands for all of its states."""
    staff: int
    turnover: float
    """Million euros a year."""
    platform: bool = True
    """Whether what users store is shown to the public; False: hosting that shows nothing."""

    @property
    def is_small(self) -> bool:
        """Whether it is a micro or small enterprise."""
        return self.staff < SMALL_STAFF and self.turnover <= SMALL_TURNOVER

    def is_in(self, country: str) -> bool:
        """Whether it is established in a country, or offered there."""
        return country == self.established or country in self.users or ("EU" in self.users and country in EU)

    @property
    def offers_in_the_union(self) -> bool:
        """Whether it is offered in a state of the Union, wherever it is established."""
        return any(self.is_in(country) for country in EU)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalClock:
    """One time limit."""

    id: str
    starts: str
    length: str
    """An ISO 8601 duration, 'P10BD' for ten business days, or the law's own word: 'undue_delay'."""
    article: str
    action: str
    pauses_on: tuple[str, ...] = ()
    """States of an order in which it stands."""
    not_if_small: bool = False
    source: Sourced = "remembered"

    def due(self, start: datetime) -> datetime | None:
        """Give the last moment of it; None where the law says no length. Months end on the same day, or the month's last."""
        if self.length == "before 1 March":
            return datetime(start.year + (1 if (start.month, start.day) >= (3, 1) else 0), 3, 1, tzinfo=UTC)
        found = _LENGTH.fullmatch(self.length)
        if found is None:
            return None
        number, unit, hours = found.groups()
        return _later(start.astimezone(UTC), int(number or 0), unit or "D") + timedelta(hours=int(hours or 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalDuty:
    """Something to have or to do that no clock starts."""

    article: str
    says: str
    needs: str = ""
    """The key in [service] of cautery.toml that shows that it is there; '' where none does."""
    not_if_small: bool = False
    source: Sourced = "remembered"


class Law(ABC):
    """One act of one place, from one day to another."""

    title: ClassVar[str]
    valid_from: ClassVar[date]
    valid_until: ClassVar[date | None] = None
    clocks: ClassVar[Sequence[LegalClock]]
    duties: ClassVar[Sequence[LegalDuty]] = ()
    categories: ClassVar[Mapping[str, str]] = {}
    """Where a clause of the shipped policy stands in this law."""
    statement_fields: ClassVar[Sequence[str]] = ()
    report_tables: ClassVar[Sequence[str]] = ()

    @classmethod
    @abstractmethod
    def applies_to(cls, service: ServiceProfile) -> str | None:
        """Say why it applies to a service; None: it does not."""

    @classmethod
    def holds_on(cls, day: date) -> bool:
        """Say whether it is in force on a day."""
        return cls.valid_from <= day and (cls.valid_until is None or day <= cls.valid_until)

    @classmethod
    def clock(cls, name: str) -> LegalClock:
        """Give one of its clocks."""
        for clock in cls.clocks:
            if clock.id == name:
                return clock
        raise Invalid(f"'{cls.title}' has no clock '{name}'; it has: {', '.join(clock.id for clock in cls.clocks)}.")


def _later(start: datetime, number: int, unit: str) -> datetime:
    match unit:
        case "Y":
            return _months(start, 12 * number)
        case "M":
            return _months(start, number)
        case "W":
            return start + timedelta(weeks=number)
        case "BD":
            return _business_days(start, number)
    return start + timedelta(days=number)


def _months(start: datetime, number: int) -> datetime:
    years, month = divmod(start.month - 1 + number, 12)
    year = start.year + years
    return start.replace(year=year, month=month + 1, day=min(start.day, monthrange(year, month + 1)[1]))


def _business_days(start: datetime, number: int) -> datetime:
    """Skip weekends. Public holidays are not known here, so the day is never too late."""
    at = start
    while number:
        at += timedelta(days=1)
        number -= at.weekday() < SATURDAY
    return at
