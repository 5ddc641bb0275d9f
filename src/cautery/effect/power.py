"""Whether an effect could have been seen at all, and how much more would be needed: nothing seen is not yet no effect."""

import math
from dataclasses import dataclass

SEEN_AT = 2.8
"""Standard errors that an effect must have to be found four times in five at 95 %."""
HALF_WIDTH = 1.96
MANY_TIMES = 10
"""Times the clusters there are, beyond which a number of them says no more than that they are too few."""
WORTH_SEEING = 0.2
"""An effect, as a share, that somebody who decides would want to see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """What could be seen with so many clusters."""

    told: bool
    """Whether the interval tells that there was an effect, or would have told one that is worth seeing."""
    smallest: float
    """The smallest effect that would have been found four times in five."""
    needed: int
    """How many clusters would be needed to find one that is worth seeing."""
    says: str


def power_of(
    found: tuple[float, float, float], *, clusters: int, of: str, worth: float = WORTH_SEEING, share: bool = True
) -> Power:
    """Judge an estimate of an effect, where nought is none, by the width of its interval.

    Args:
        worth: which effect somebody who decides would want to see.
        share: whether it is a share, of which all cannot be more than 1; else bits.
    """
    _, low, high = found
    if math.isnan(low) or math.isnan(high):
        return Power(told=False, smallest=math.inf, needed=0, says=f"Cannot tell: too few {of}.")
    smallest = SEEN_AT * (high - low) / 2 / HALF_WIDTH
    needed = max(clusters, math.ceil(clusters * (smallest / worth) ** 2))
    there = not low <= 0 <= high
    if there or smallest <= worth:
        says = "" if there else f"No effect was found, and one of {_size(smallest, share)} or more would have been."
        return Power(told=True, smallest=smallest, needed=needed, says=says)
    more = (
        f"about {needed} are needed"
        if needed <= MANY_TIMES * clusters
        else f"more than {MANY_TIMES} times as many are needed"
    )
    only = (
        f"with {clusters} {of} not even the loss of everything would have been found"
        if share and smallest >= 1
        else f"with {clusters} {of} only an effect of {_size(smallest, share)} or more would have been found"
    )
    says = f"Cannot tell: {only}; to find one of {_size(worth, share)}, {more}."
    return Power(told=False, smallest=smallest, needed=needed, says=says)


def _size(effect: float, share: bool) -> str:
    return f"{effect:.0%}" if share else f"{effect:.1f} bits"
