"""Sparing people: how much of what hurts somebody has looked at, and when it is time for something else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

CASES_A_DAY = 120
CASES_AN_HOUR = 30
DAY, HOUR = timedelta(hours=24), timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """What one person looked at. Shown to themselves; nobody is ranked by it."""

    last_hour: int
    last_day: int
    rest_until: datetime | None
    """When the next case is handed out; None: now. One-hour orders are handed out all the same."""


def exposure(looked_at: Sequence[datetime], *, at: datetime) -> Exposure:
    """Count what somebody looked at, and say whether they should do something else for a while."""
    day = sorted(one for one in looked_at if at - one < DAY)
    hour = [one for one in day if at - one < HOUR]
    rest = None
    if len(day) >= CASES_A_DAY:
        rest = day[-CASES_A_DAY] + DAY
    elif len(hour) >= CASES_AN_HOUR:
        rest = hour[-CASES_AN_HOUR] + HOUR
    return Exposure(last_hour=len(hour), last_day=len(day), rest_until=rest)
