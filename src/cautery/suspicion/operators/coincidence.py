"""How often two accounts share something by coincidence, channel by channel: what sharing it is worth.

A value that few have is not for that alone worth much: among people of one scene, or behind one university's address,
most pairs share *something* that is rare elsewhere. So what counts is how many pairs of accounts share a value at
least as rare (u of Fellegi & Sunter 1969, from all pairs of the platform, as a function of rarity).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Coincidence:
    """One channel of one platform."""

    users: NDArray[np.int64]
    """Distinct numbers of accounts that have a value, rising."""
    pairs: NDArray[np.float64]
    """Pairs of accounts that share a value of so many users, or of fewer."""
    having: int
    """Accounts of which anything of the channel is known."""

    def bits(self, users: NDArray[np.int64]) -> NDArray[np.float64]:
        """Give -log2 of how often a pair shares something as rare; no rarer than the value itself is."""
        at = np.minimum(np.searchsorted(self.users, users, side="right"), len(self.pairs)) - 1
        met = np.where(at >= 0, self.pairs[np.maximum(at, 0)], 0.0) if len(self.pairs) else np.zeros(len(users))
        of = max(1.0, self.having * (self.having - 1) / 2)
        share = np.maximum((met + 0.5) / (of + 1), (users - 0.5) / (self.having + 1))
        return np.asarray(-np.log2(np.minimum(1.0, share)))


def coincidence_of(users: NDArray[np.int64], *, having: int) -> Coincidence:
    """Count, from how many accounts have each value."""
    distinct, values = np.unique(users, return_counts=True)
    return Coincidence(users=distinct, pairs=np.cumsum(values * distinct * (distinct - 1) / 2.0), having=having)
