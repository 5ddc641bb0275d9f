"""Whether those who were found late live as long as others do from then on. If not, a late find tells of its end, and misleads.

Whoever is found because somebody has just complained of them is soon gone. At each end, those at risk are asked whether it was
the later or the earlier found who ended (Kendall's tau for truncated lives, Tsai 1990).
"""

import numpy as np
from numpy.typing import NDArray

from cautery.effect.lifetimes import Lives

MOST_ENDS = 600
"""Ends that are asked about; of more, some at like distances."""
SUSPECTED = 1.96
"""Standard errors from which it is suspected: leaving finds out for nothing costs width, keeping them wrongly the truth."""
AT_ONCE_H = 1.0
"""Found so soon after the beginning is not found late."""


def lateness_tells(lives: Lives) -> bool:
    """Tell whether being found late goes together with ending sooner, or later, than others of the same age."""
    return abs(_standard(lives)) > SUSPECTED


def from_the_start(lives: Lives) -> NDArray[np.bool_]:
    """Tell of each life whether it was watched from its beginning."""
    return np.asarray(lives.entry <= AT_ONCE_H)


def _standard(lives: Lives) -> float:
    """Give the statistic in standard errors; 0 where everybody was found at the same age."""
    ended = np.isfinite(lives.gone)
    ends = np.where(ended, (lives.alive + np.where(ended, lives.gone, 0.0)) / 2, lives.alive)
    order = np.flatnonzero(ended)[np.argsort(ends[ended], kind="stable")]
    asked = order[:: max(1, -(-order.size // MOST_ENDS))]
    leaning = variance = 0.0
    for one in asked:
        found = np.sort(lives.entry[(lives.entry <= ends[one]) & (ends >= ends[one])])
        later = found.size - np.searchsorted(found, found, side="right")
        sooner = np.searchsorted(found, found, side="left")
        mine = float(lives.entry[one])
        leaning += float(found.size - np.searchsorted(found, mine, side="right") - np.searchsorted(found, mine))
        variance += float(np.mean((later - sooner) ** 2.0))
    return leaning / variance**0.5 if variance > 0 else 0.0
