"""Guessing is slow: after some failures somebody must wait, and longer with each further one.

Each try is counted before it is looked at, in the store, so that a hundred at once are no more than one after another. It is
counted for its address and for the name that it is about, each with its own limit; a browser in which the person came in
before is counted for itself alone, so that no stranger can keep them out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cautery.kit.addresses import network_of

FREE = 5
FREE_FROM_ADDRESS = 20
"""An office has one address: four people may fail from it as often as one."""
FIRST_WAIT_S = 15.0
LONGEST_WAIT_S = 900.0
REMEMBERED = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptCounter:
    """What tries are counted under, and how many are free."""

    name: str
    free: int = FREE


def counters_of(what: str, *, address: str, browser: str | None) -> tuple[AttemptCounter, ...]:
    """Say under what a try is counted."""
    if browser is not None:
        return (AttemptCounter(name=f"{what} in {browser}"),)
    return AttemptCounter(name=what), AttemptCounter(name=f"address {network_of(address)}", free=FREE_FROM_ADDRESS)


def wait_s(failures: Sequence[datetime], *, at: datetime, free: int = FREE) -> float:
    """Say for how many seconds more nothing is even looked at; 0 when one may try. Old failures are forgotten."""
    recent = sorted(failure for failure in failures if at - failure < REMEMBERED)
    if len(recent) < free:
        return 0.0
    wait = min(FIRST_WAIT_S * 2.0 ** min(len(recent) - free, 20), LONGEST_WAIT_S)
    return max(0.0, wait - (at - recent[-1]).total_seconds())


def is_told(failures: int) -> bool:
    """Say whether the log tells of a failure: the first, the tenth, the hundredth of an hour; others fold into it."""
    return str(failures).rstrip("0") == "1"
