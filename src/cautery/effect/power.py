"""Whether an effect could have been seen at all, and how much more would be needed: nothing seen is not yet no effect."""

import math
from dataclasses import dataclass

SEEN_AT = 2.8
"""Standard errors that an effect must have to be found four times in five at 95 %."""
HALF_WIDTH = 1.96
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


def power_of(found: tuple[float, float, float], *, clusters: int, of: str) -> Power:
    """Judge an estimate of an effect, where nought is none, by the width of its interval."""
    _, low, high = found
    if math.isnan(low) or math.isnan(high):
        return Power(told=False, smallest=math.inf, needed=0, says=f"Cannot tell: too few {of}.")
    smallest = SEEN_AT * (high - low) / 2 / HALF_WIDTH
    needed = max(clusters, math.ceil(clusters * (smallest / WORTH_SEEING) ** 2))
    there = not low <= 0 <= high
    if there or smallest <= WORTH_SEEING:
        return Power(told=True, smallest=smallest, needed=needed, says="" if there else _none(smallest))
    says = (
        f"Cannot tell: with {clusters} {of} only an effect of {smallest:.0%} or more would have been found; "
        f"to find one of {WORTH_SEEING:.0%}, about {needed} are needed."
    )
    return Power(told=False, smallest=smallest, needed=needed, says=says)


def _none(smallest: float) -> str:
    return f"No effect was found, and one of {smallest:.0%} or more would have been."
