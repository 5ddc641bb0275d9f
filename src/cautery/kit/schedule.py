"""When something is to be done by itself: daily at a time, every so often, or never."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from cautery.errors import Invalid

_DAILY = re.compile(r"daily (\d{2}):(\d{2})")
_EVERY = re.compile(r"every (\d{1,4}) (minute|hour|day)s?")
FORMS = '"daily 03:00" (UTC), "every 6 hours", "off"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A time of the day in UTC, or how often; neither: never."""

    daily: time | None = None
    every: timedelta | None = None

    def next_after(self, last: datetime) -> datetime | None:
        """Say when it is next to be done, after it was last; None: never."""
        if self.every is not None:
            return last + self.every
        if self.daily is None:
            return None
        same_day = last.replace(hour=self.daily.hour, minute=self.daily.minute, second=0, microsecond=0)
        return same_day if same_day > last else same_day + timedelta(days=1)

    def __str__(self) -> str:
        if self.every is not None:
            return f"every {self.every / timedelta(minutes=1):,.0f} minutes"
        return "off" if self.daily is None else f"daily {self.daily:%H:%M}"


def read_schedule(said: str) -> Schedule:
    """Read a schedule; refuse (Invalid) what is none.

    >>> read_schedule("daily 03:00").next_after(datetime(2020, 1, 1, 12)).isoformat()
    '2020-01-02T03:00:00'
    """
    if said.strip() == "off":
        return Schedule()
    if (daily := _DAILY.fullmatch(said.strip())) and int(daily[1]) < 24 and int(daily[2]) < 60:
        return Schedule(daily=time(int(daily[1]), int(daily[2])))
    if (every := _EVERY.fullmatch(said.strip())) and int(every[1]) > 0:
        return Schedule(every=int(every[1]) * timedelta(**{f"{every[2]}s": 1}))
    raise Invalid(f"'{said}' is no schedule; write it like {FORMS}.")
