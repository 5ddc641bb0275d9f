"""Intervals for figures of rows that are not independent: a part of the operators is left out, one part after another.

The jackknife over clusters needs no seed, and holds with the few dozen operators that there usually are, where percentiles of
a bootstrap are too narrow (Efron 1982; Cameron and Miller 2015).
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]
Scale = Literal["plain", "log", "logit"]
MOST_PARTS = 80
"""Beyond so many clusters several are left out at a time."""
FEWEST = 5
"""Clusters below which no interval is given."""
SURE = 0.95
ONE_MORE = 2.0
"""Clusters that could have been otherwise although all that were seen are alike: a rate of n like ones is not known exactly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JackknifeWeights:
    """Rows weighed as many times over: first all of them, then without one part of the clusters after another."""

    weights: Floats
    """(1 + parts, rows): 1 or 0."""
    clusters: int

    @property
    def parts(self) -> int:
        """How many parts there are to leave out."""
        return len(self.weights) - 1


def parts_of(clusters: Sequence[str]) -> JackknifeWeights:
    """Deal clusters into parts, as by lot and the same ones each time.

    Not by size: a large cluster beside a small one evens out what is to be measured where shares go with size, and the
    interval would be too narrow.
    """
    order = sorted(set(clusters), key=lambda name: (hashlib.blake2b(name.encode()).digest(), name))
    count = min(len(order), MOST_PARTS)
    part_of = {name: place % count for place, name in enumerate(order)}
    parts = np.array([part_of[name] for name in clusters], dtype=np.int64)
    weights = np.ones((1 + count, len(clusters)))
    weights[1:] = parts[None, :] != np.arange(count)[:, None]
    return JackknifeWeights(weights=weights, clusters=len(order))


def between(
    values: Floats, *, scale: Scale = "plain", clusters: int | None = None, cases: float | None = None
) -> tuple[float, float, float]:
    """Give a figure and the bounds of its 95 % interval, which is never a point.

    Args:
        values: the figure from all rows, and then without each part.
        scale: on which it is symmetric: log for what is positive, logit for shares.
        clusters: how many there are, when several are left out at a time.
        cases: of a share, how many there are: no interval is narrower than that of so many independent ones.
    """
    first = float(values[0])
    parts = len(values) - 1
    if (clusters or parts) < FEWEST or not np.isfinite(values).all():
        return first, np.nan, np.nan
    if scale == "logit" and (values.min() <= 0.0 or values.max() >= 1.0):
        return first, *share_between(first, _as_many(first, values, most=clusters or parts))
    there, back = _SCALES[scale]
    moved = there(values)
    half = student(parts - 1) * spread(moved)
    if scale == "log":
        half = max(half, float(np.log1p(ONE_MORE / (clusters or parts))))
    low, high = float(back(moved[0] - half)), float(back(moved[0] + half))
    if scale != "logit":
        return first, low, high
    least, most = share_between(first, cases or clusters or parts)
    return first, min(low, least), max(high, most)


def rate_between(values: Floats, *, clusters: int, each: float = 1.0) -> tuple[float, float, float]:
    """Give a rate, which is never below nought, with its bounds.

    Args:
        each: the rate of a cluster with one event, for the upper bound where there was none (Poisson).
    """
    if (values > 0).all():
        return between(values, scale="log", clusters=clusters)
    value, low, high = between(values, clusters=clusters)
    none = -math.log((1 - SURE) / 2) * each / max(clusters, 1)
    return value, max(low, 0.0), max(high, none) if value == 0 else high


def spread(values: Floats) -> float:
    """Give the standard error of a figure from its values without each part."""
    parts = len(values) - 1
    return float(np.sqrt((parts - 1) / parts * np.sum((values[1:] - values[1:].mean()) ** 2)))


def student(freedom: float) -> float:
    """Give how many standard errors an interval of so many degrees of freedom reaches to each side."""
    return float(special.stdtrit(freedom, (1 + SURE) / 2))


def share_between(share: float, of: float) -> tuple[float, float]:
    """Give the bounds of a share of independent cases (Jeffreys; at none and at all, one-sided, as Clopper and Pearson)."""
    hits, rest = share * of, (1 - share) * of
    tail = (1 - SURE) / 2
    if hits == 0:
        return 0.0, float(1 - tail ** (1 / of))
    if rest == 0:
        return float(tail ** (1 / of)), 1.0
    return float(special.betaincinv(hits + 0.5, rest + 0.5, tail)), float(
        special.betaincinv(hits + 0.5, rest + 0.5, 1 - tail)
    )


def clustered_share(hits: Floats, of: Floats, parts: JackknifeWeights) -> tuple[float, float, float]:
    """Give the share of cases that hit, when cases of one cluster resemble each other (Korn and Graubard 1998).

    The bounds are those of as many independent cases as would be as uncertain.
    """
    sums = parts.weights @ np.column_stack([hits, of])
    if parts.clusters < FEWEST or not (sums[:, 1] > 0).all():
        first = sums[0, 0] / sums[0, 1] if sums[0, 1] else np.nan
        return float(first), np.nan, np.nan
    shares = sums[:, 0] / sums[:, 1]
    first, cases = float(shares[0]), float(sums[0, 1])
    if first in (0.0, 1.0):
        return first, *share_between(first, parts.clusters)
    variance = spread(shares) ** 2
    ratio = float((special.ndtri((1 + SURE) / 2) / student(parts.parts - 1)) ** 2)
    effective = min(cases, first * (1 - first) / variance * ratio) if variance > 0 else cases
    return first, *share_between(first, effective)


def _as_many(share: float, values: Floats, *, most: float) -> float:
    """Say how many independent cases would make a share as uncertain as it is."""
    variance = spread(values) ** 2
    return min(most, share * (1 - share) / variance) if variance > 0 and 0 < share < 1 else most


_SCALES = {
    "plain": (lambda x: x, lambda x: x),
    "log": (np.log, np.exp),
    "logit": (special.logit, special.expit),
}
