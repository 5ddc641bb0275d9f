"""What a comparison rests on, tested where nothing was done: in days before the act, and on those who were not acted upon.

A comparison says what would have been only if those acted upon and those beside would have gone on alike. Whether they did
before can be seen. Where they did not, nothing is claimed.
"""

from dataclasses import replace

import numpy as np

from cautery.effect.baseline import BaselineEstimate, ComparedAccounts
from cautery.effect.figure import Assumption

LEAST_DAYS = 8
"""Days before the act from which on these can be parted."""
STRICT = 1.22
"""By how much wider than 95 % the bounds are: of three tests one fails by chance in twenty cases (Bonferroni)."""
LAST = 4
"""The last of so many stretches of the days before is asked whether it is a peak."""


def tested(beside: ComparedAccounts) -> tuple[Assumption, ...]:
    """Test a comparison: alike before (placebo in time), not at a peak, and nothing found among those beside (in accounts)."""
    if beside.whole < LEAST_DAYS:
        note = f"Only {beside.whole} days before: too few to part."
        return tuple(
            Assumption(name=name, tested=False, passed=None, says=note)
            for name in ("alike_before", "not_at_a_peak", "nothing_among_others")
        )
    half, last = beside.whole // 2, beside.whole - beside.whole // LAST
    return (_alike(beside, half), _no_peak(beside, last), _others(beside))


def drift(beside: ComparedAccounts) -> float:
    """Say how far those acted upon and those beside went apart from one week before to the next, at most (on logarithms)."""
    weeks = np.array_split(np.arange(beside.whole), max(2, beside.whole // 7))
    mine = np.array([beside.mine[:, days].sum() for days in weeks])
    theirs = np.array([beside.like[:, :, days].sum() for days in weeks])
    apart = np.log1p(mine) - np.log1p(theirs)
    return float(np.abs(np.diff(apart)).max())


def _alike(beside: ComparedAccounts, half: int) -> Assumption:
    found = beside.asked(slice(0, half), slice(half, beside.whole))
    says = (
        "In the days before, those acted upon went like those they are compared with.",
        "Already in the days before, those acted upon went apart from those they are compared with{by}.",
    )
    return _outcome("alike_before", found, says)


def _no_peak(beside: ComparedAccounts, last: int) -> Assumption:
    found = beside.asked(slice(0, last), slice(last, beside.whole))
    says = (
        "Those acted upon were at no peak of their own.",
        "Those acted upon had just gone apart from those they are compared with{by}: they would have fallen back anyway.",
    )
    return _outcome("not_at_a_peak", found, says)


def _others(beside: ComparedAccounts) -> Assumption:
    """Act as if half of those beside had been acted upon, and the other half not."""
    count = len(beside.others)
    acted, like = np.arange(0, count, 2), np.arange(1, count, 2)
    middle = len(beside.names) // 2
    pretended = replace(
        beside,
        names=tuple(beside.others[place] for place in acted),
        others=tuple(beside.others[place] for place in like),
        mine=beside.like[middle, acted],
        like=np.repeat(beside.like[middle, like][None], acted.size, axis=0),
        free=np.repeat(beside.free[middle, like][None], acted.size, axis=0),
    )
    found = pretended.asked(slice(0, beside.whole), slice(beside.whole, 2 * beside.whole)) if acted.size else None
    says = (
        "Among those who were not acted upon the same way of comparing finds nothing.",
        "The same way of comparing finds an effect among those who were not acted upon{by}.",
    )
    return _outcome("nothing_among_others", found, says)


def _outcome(name: str, found: BaselineEstimate | None, says: tuple[str, str]) -> Assumption:
    if found is None or found.would <= 0:
        return Assumption(name=name, tested=False, passed=None, says="There are too few to test it.")
    low, high = (found.would * (bound / found.would) ** STRICT for bound in found.bounds)
    passed = low <= found.was <= high
    by = f" ({found.was / found.would - 1:+.0%})"
    return Assumption(name=name, tested=True, passed=passed, says=says[0] if passed else says[1].format(by=by))
