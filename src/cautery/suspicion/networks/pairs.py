"""Who did the same thing to the same object within an hour, and within a minute, counted in a native loop.

An *occasion* of two accounts is an hour in which they met, on however many objects. Times are compared exactly, so no pair is
lost at the border of a bucket. An action with more than `MOST_TOGETHER` others around it says nothing about any of them, and
else it is paired with the `NEAREST` before it, so the cost is linear in actions.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

MOST_TOGETHER = 100
"""Others within the window on the same object, above which the object is popular just then."""
NEAREST = 20
"""Others before it with whom an action is paired: the work stays linear in actions, and who is near is nearest."""
WINDOW_S, MINUTE_S = 3600, 60
ACCOUNT_BITS = 28
"""Two accounts are packed into one number: room for 268 million accounts."""
HOUR_S, DAY_S = 3600, 86_400

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Hours = NDArray[np.uint32]
"""A bit for each hour of the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPairs:
    """The pairs that met on one day, packed (the lower account first) and sorted, and in which hours of it."""

    pair: Integers
    hours: Hours
    minutes: Hours
    """Hours in which they met within a minute."""


def meetings(
    account: Integers, thing: Integers, at: Integers, *, since: int, window_s: int = WINDOW_S, most: int = MOST_TOGETHER
) -> MeetingPairs:
    """Pair the accounts that met on an object within the window, where the later action is not before `since`.

    Args:
        account: numbers below 2**28.
        thing: the object, as any number that means the same each day.
        at: seconds since 1970.
    """
    order = _by_thing_and_time(thing, at)
    account, thing, at = account[order], thing[order], at[order]
    packed = np.empty(_meet(account, thing, at, since, window_s, most, np.empty(0, dtype=np.int64)), dtype=np.int64)
    _meet(account, thing, at, since, window_s, most, packed)
    packed.sort()
    return _by_pair(packed)


def members(pair: Integers) -> tuple[Integers, Integers]:
    """Unpack pairs."""
    return pair >> ACCOUNT_BITS, pair & ((1 << ACCOUNT_BITS) - 1)


def _by_thing_and_time(thing: Integers, at: Integers) -> Integers:
    by_time = np.argsort(at, kind="stable")
    return by_time[np.argsort(thing[by_time], kind="stable")]


def _by_pair(packed: Integers) -> MeetingPairs:
    """Gather each pair's hours; what is packed is sorted."""
    none = np.zeros(0, dtype=np.uint32)
    if not packed.size:
        return MeetingPairs(pair=packed, hours=none, minutes=none)
    pair = packed >> 6
    starts = np.flatnonzero(np.concatenate(([True], pair[1:] != pair[:-1])))
    bits = np.left_shift(np.uint32(1), (packed >> 1 & 31).astype(np.uint32))
    return MeetingPairs(
        pair=pair[starts],
        hours=np.bitwise_or.reduceat(bits, starts),
        minutes=np.bitwise_or.reduceat(bits * (packed & 1).astype(np.uint32), starts),
    )


@njit(cache=False, nogil=True)
def _meet(account: Integers, thing: Integers, at: Integers, since: int, window_s: int, most: int, out: Integers) -> int:
    """Write pair, hour and whether within a minute of every meeting to `out`; with an empty `out`, only count them."""
    write, found, first = out.size > 0, 0, 0
    for here in range(account.size):
        if thing[here] != thing[first]:
            first = here
        while at[here] - at[first] > window_s:
            first += 1
        if at[here] < since or here - first > most:
            continue
        hour = at[here] % 86400 // 3600
        for other in range(max(first, here - NEAREST), here):
            one, two = account[other], account[here]
            if one != two:
                if write:
                    low, high = min(one, two), max(one, two)
                    minute = at[here] - at[other] <= 60
                    out[found] = (((low << 28) | high) << 6) | (hour << 1) | minute
                found += 1
    return found
