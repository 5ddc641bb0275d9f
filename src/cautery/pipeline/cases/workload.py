"""How the work of the team as a whole goes: backlog, inflow, time to decision, appeals. No figure is one person's."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median, quantiles

from cautery.app import App
from cautery.pipeline.cases.quality import quality
from cautery.store import notices, waiting, workload
from cautery.store.waiting import QueueFilter

DAYS = 28
"""Days that figures are about."""
FEWEST = 5
"""Decisions from which on a median is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDay:
    """A day: what came in and what was decided."""

    day: str
    opened: int
    decided: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """The work of a team over the last weeks."""

    waiting: int
    overdue: int
    """Up to a thousand."""
    oldest: datetime | None
    days: tuple[WorkDay, ...]
    """Oldest first."""
    decided: int
    median_h: float | None
    """Hours to the first decision; None where too few were made to tell."""
    slowest_h: float | None
    """Hours within which nine of ten were decided."""
    by_origin: Mapping[str, int]
    by_language: Mapping[str, int]
    by_platform: Mapping[str, int]
    appeals: int
    appeals_waiting: int
    overturned: int
    upheld: int
    agreed: int
    compared: int
    """Decisions that were judged a second time, blind, and how many of them agreed."""

    @property
    def opened(self) -> int:
        """Count the cases that were opened."""
        return sum(day.opened for day in self.days)

    @property
    def days_to_clear(self) -> float | None:
        """Say in how many days the backlog is gone at the pace of the last week; None where it grows."""
        week = self.days[-7:]
        gained = sum(day.decided - day.opened for day in week) / 7
        return self.waiting / gained if gained > 0 else None


def workload_of_team(app: App) -> Workload:
    """Count the work of the last weeks."""
    now = app.clock.now()
    since = (now - timedelta(days=DAYS - 1)).replace(hour=0, minute=0, second=0, microsecond=0)
    agreed = quality(app).together
    with app.reading() as connection:
        took = workload.time_to_decision(connection, since=since)
        opened = workload.opened_by_day(connection, since=since)
        heard = workload.appeals_since(connection, since=since)
        by_origin = workload.waiting_by(connection, "origin")
        hours = sorted(hours for _, hours in took)
        return Workload(
            waiting=sum(by_origin.values()),
            overdue=waiting.count(connection, QueueFilter(due_before=now), at=app.wall.now()),
            oldest=workload.oldest(connection),
            days=_days(since, opened, Counter(day for day, _ in took)),
            decided=len(hours),
            median_h=median(hours) if len(hours) >= FEWEST else None,
            slowest_h=quantiles(hours, n=10)[-1] if len(hours) >= FEWEST else None,
            by_origin=by_origin,
            by_language=workload.waiting_by(connection, "language"),
            by_platform=workload.waiting_by(connection, "platform"),
            appeals=heard["came"],
            appeals_waiting=len(notices.pending_appeals(connection)),
            overturned=heard.get("overturned", 0),
            upheld=heard.get("upheld", 0),
            agreed=agreed.same,
            compared=agreed.pairs,
        )


def _days(since: datetime, opened: Mapping[str, int], decided: Mapping[str, int]) -> tuple[WorkDay, ...]:
    names = [f"{since + timedelta(days=number):%Y-%m-%d}" for number in range(DAYS)]
    return tuple(WorkDay(day=day, opened=opened.get(day, 0), decided=decided.get(day, 0)) for day in names)
