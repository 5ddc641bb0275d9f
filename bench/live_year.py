"""What a day costs a served installation at the end of a year and at its beginning; through HTTP, by simulated time."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.live_load import LEAST_ACCOUNTS, Sender, lines, served
from bench.report import doing, rounded

DAYS, DAY_S, MONTH = 365, 86400.0, 30


def year(
    events_a_day: int,
    *,
    ends: float,
    make: Callable[[Path], str],
    caught_up: Callable[[Path], None],
    cpu_s: Callable[[int], float],
) -> dict[str, float]:
    """Let an installation live through a year, day after day.

    Args:
        ends: when the year ends, in seconds since 1970.
        make: makes the installation, and gives the key of a program that sends.
    """
    begins = ends - DAYS * DAY_S
    cost: list[float] = []
    with tempfile.TemporaryDirectory(prefix="cautery-year-") as folder:
        home = Path(folder) / "home"
        key = make(home)
        with served(home) as (process, where):
            sender = Day(where, key)
            for number in range(DAYS):
                before = cpu_s(process.pid)
                sender.send(number, begins + number * DAY_S, events_a_day)
                caught_up(home)
                cost.append(1000 * (cpu_s(process.pid) - before) / events_a_day)
                if number % MONTH == 0:
                    doing(f"day {number} of {DAYS}: {cost[-1]:.3f} ms an event")
    first, last = median(cost[5 : 5 + MONTH]), median(cost[-MONTH:])
    return {
        "year_events": DAYS * events_a_day,
        "year_first_month_cpu_ms_per_event": rounded(first),
        "year_last_month_cpu_ms_per_event": rounded(last),
        "year_ratio": rounded(last / first),
    }


class Day(Sender):
    """A client that sends a day's events in batches."""

    def __init__(self, where: str, key: str) -> None:
        super().__init__(where, key, name="year", size=0, batches=0, every_s=0.0)

    def send(self, number: int, begins: float, many: int) -> None:
        """Send a day, until all of it is acknowledged."""
        step_s = DAY_S / many
        for begin in range(0, many, 5_000):
            some = min(5_000, many - begin)
            name = f"y{number}-{begin}"
            at = begins + begin * step_s
            body = b"".join(lines(name, some, accounts=LEAST_ACCOUNTS, begins=at, step_s=step_s))
            if not self.sent(body):
                raise RuntimeError("The sender was told to stop.")
