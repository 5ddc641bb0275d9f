"""How many innocent accounts are named: counted on a platform's own decisions, with an interval, and never promised."""

from dataclasses import dataclass
from math import sqrt

ENOUGH = 30
"""Accounts decided to be innocent below which nothing is said of how many are named."""
Z = 1.959964
"""Standard deviations on either side of 95 of 100 draws."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """What became of those whom people here decided to be innocent."""

    innocent: int
    """Accounts that were decided to be innocent, and compared."""
    named: int
    """Of them, how many would be named."""

    @property
    def interval(self) -> tuple[float, float] | None:
        """Give the share that is named, from and to; None where too few were decided to tell."""
        return wilson(self.named, self.innocent) if self.innocent >= ENOUGH else None

    def says(self) -> str:
        """Tell it in a sentence."""
        if self.interval is None:
            return "How many innocent accounts are named is not yet measured here: too few were decided to be innocent."
        low, high = (1000 * share for share in self.interval)
        return (
            f"Of {self.innocent:,} accounts that were decided to be innocent here, {self.named:,} would be named: "
            f"{low:.1f} to {high:.1f} in 1,000."
        )


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Give the 95 % interval of a share (Wilson 1927).

    >>> [round(bound, 3) for bound in wilson(0, 100)]
    [0.0, 0.037]
    """
    if not of:
        return 0.0, 1.0
    share, spread = hits / of, Z * Z / of
    middle = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)
