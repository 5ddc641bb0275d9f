"""Guessing is slow: after some failures somebody must wait, and longer with each further one."""

from collections.abc import Sequence
from datetime import datetime, timedelta

FREE = 5
FIRST_WAIT_S = 15.0
LONGEST_WAIT_S = 900.0
REMEMBERED = timedelta(hours=1)


def wait_s(failures: Sequence[datetime], *, at: datetime) -> float:
    """Say for how many seconds more nothing is even looked at; 0 when one may try. Old failures are forgotten."""
    recent = sorted(one for one in failures if at - one < REMEMBERED)
    if len(recent) < FREE:
        return 0.0
    wait = min(FIRST_WAIT_S * 2.0 ** (len(recent) - FREE), LONGEST_WAIT_S)
    return max(0.0, wait - (at - recent[-1]).total_seconds())
