"""Where the accounts of a large graph stand: computed here, with a seed, so that the same graph always gives the same picture.

A part that hangs together is laid out by force: ties pull, and a sample of other accounts pushes, as in LargeVis (Tang et al.,
2016), so that a round costs as much as the ties and not as all pairs. Parts are then packed in rows, the largest first.
"""

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
SEED = 7
ROUNDS = 150
PUSHED_BY = 24
"""Others that push an account in a round."""
OUTERMOST = 1.15
"""Where stragglers stand at most, in radii of the 98 of 100 that are nearest to the middle."""
GAP = 1.5
"""Room between parts; an account of a part has about one unit for itself."""


@lru_cache(maxsize=8)
def places_of(count: int, ties: tuple[tuple[int, int], ...]) -> tuple[tuple[float, float], ...]:
    """Give each of `count` accounts a place.

    Args:
        ties: pairs of accounts, each by its number.
    """
    ends = np.array(ties, dtype=np.int64).reshape(-1, 2)
    parts = _parts(count, ends)
    order = sorted(set(parts.tolist()), key=lambda part: (-int((parts == part).sum()), part))
    at = np.zeros((count, 2))
    corner = _Shelf(math.sqrt(count) * 2.4)
    for part in order:
        inside = np.flatnonzero(parts == part)
        number = np.full(count, -1, dtype=np.int64)
        number[inside] = np.arange(len(inside))
        own = number[ends[parts[ends[:, 0]] == part]] if len(ends) else ends
        radius = math.sqrt(len(inside)) * 0.9 if len(inside) > 1 else 0.5
        at[inside] = _laid_out(len(inside), own) * radius + corner.next(radius)
    return tuple((round(float(x), 3), round(float(y), 3)) for x, y in at)


class _Shelf:
    """Packs circles in rows."""

    def __init__(self, width: float) -> None:
        self._width, self._x, self._y, self._high = width, 0.0, 0.0, 0.0

    def next(self, radius: float) -> Floats:
        size = 2 * radius + GAP
        if self._x and self._x + size > self._width:
            self._x, self._y, self._high = 0.0, self._y + self._high, 0.0
        place = np.array([self._x + size / 2, self._y + size / 2])
        self._x, self._high = self._x + size, max(self._high, size)
        return place


def _parts(count: int, ends: Integers) -> Integers:
    """Number the parts that hang together, each by the least of its accounts."""
    part = np.arange(count)
    while True:
        before = part.copy()
        for one, other in ((0, 1), (1, 0)):
            np.minimum.at(part, ends[:, one], part[ends[:, other]])
        part = part[part]
        if np.array_equal(part, before):
            return part


def _laid_out(count: int, ends: Integers) -> Floats:
    """Lay one part out within the unit circle."""
    chance = np.random.default_rng(SEED)
    turn = np.arange(count) * math.pi * (3 - math.sqrt(5))
    at = np.sqrt((np.arange(count) + 0.5) / count)[:, None] * np.stack((np.cos(turn), np.sin(turn)), axis=1)
    if count < 3:
        return at - at.mean(axis=0) if count > 1 else np.zeros((1, 2))
    near = 1 / math.sqrt(count)
    degree = np.maximum(np.bincount(ends.ravel(), minlength=count), 1)[:, None]
    for number in range(ROUNDS):
        at += _moved(at, ends, degree, near, chance) * (0.3 * (1 - number / ROUNDS) + 0.01)
    at -= at.mean(axis=0)
    far = np.maximum(np.hypot(at[:, 0], at[:, 1]), 1e-9)
    most = max(float(np.quantile(far, 0.98)), 1e-9)
    return np.asarray(at / most * np.minimum(1, OUTERMOST * most / far)[:, None])


def _moved(at: Floats, ends: Integers, degree: Floats, near: float, chance: np.random.Generator) -> Floats:
    """Say how far each is pulled by its ties and pushed by a sample of all, at most a tenth of the picture."""
    apart = at[ends[:, 1]] - at[ends[:, 0]]
    pull = np.stack([_summed(ends, apart[:, axis], len(at)) for axis in (0, 1)], axis=1)
    others = chance.integers(0, len(at), (len(at), PUSHED_BY))
    away = at[:, None, :] - at[others]
    square = np.maximum((away**2).sum(axis=2, keepdims=True), near**2 / 16)
    push = (away / square).sum(axis=1) * (near**2 * len(at) / PUSHED_BY) * 0.25
    step = pull / degree + push * near - at * 0.02
    return np.asarray(step * np.minimum(1, 0.1 / np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-9))[:, None])


def _summed(ends: Integers, apart: Floats, count: int) -> Floats:
    """Add up along each axis how far the ties of each account pull it."""
    out: Floats = np.bincount(ends[:, 0], apart, count).astype(float) - np.bincount(ends[:, 1], apart, count)
    return out
