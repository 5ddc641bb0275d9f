"""A small chart of days: two bars a day, drawn as SVG by the server, with the figures on hover and in a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cautery.pipeline.cases.workload import WorkDay

WIDTH, HEIGHT = 560.0, 120.0
GAP = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBars:
    """A day's two bars, in the units of the picture."""

    day: WorkDay
    left: float
    width: float
    """Of one bar."""
    opened: float
    """Height of the bar of what came in."""
    decided: float


def day_bars(days: Sequence[WorkDay]) -> tuple[DayBars, ...]:
    """Place the bars of days; the tallest reaches the top."""
    return tuple(_placed(days))


def _placed(days: Sequence[WorkDay]) -> Iterator[DayBars]:
    most = max((max(day.opened, day.decided) for day in days), default=0) or 1
    each = WIDTH / max(1, len(days))
    for number, day in enumerate(days):
        yield DayBars(
            day=day,
            left=round(number * each + GAP, 2),
            width=round((each - 2 * GAP) / 2, 2),
            opened=round(HEIGHT * day.opened / most, 2),
            decided=round(HEIGHT * day.decided / most, 2),
        )
