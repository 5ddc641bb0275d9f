"""Draws of chance that belong to what they are about: the same key gives the same draw, whatever else was drawn before."""

from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

Keys = NDArray[np.uint64]
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
_GOLDEN, _FIRST, _SECOND = (np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))
RARELY_MORE = 10.0
"""From this mean on, a Poisson number is drawn from its normal approximation."""


def keys_of(seed: int, what: str, *numbers: Integers) -> Keys:
    """Give each row a key of its own: the same for the same seed, name and numbers."""
    keys = _mixed(np.full(len(numbers[0]), np.uint64(seed % 2**64)) + np.uint64(crc32(what.encode())))
    for number in numbers:
        keys = _mixed(keys ^ (number.astype(np.uint64) * _GOLDEN))
    return keys


def shares(keys: Keys, what: str, day: int = 0) -> Floats:
    """Draw a number between 0 and 1 for each key.

    >>> keys = keys_of(1, "account", np.arange(2))
    >>> bool((shares(keys, "speaks", 3) == shares(keys, "speaks", 3)).all())
    True
    >>> bool((shares(keys, "speaks", 3) == shares(keys, "speaks", 4)).any())
    False
    """
    salt = np.uint64(crc32(what.encode())) << np.uint64(32) | np.uint64(day)
    return np.asarray(((_mixed(keys ^ salt) >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53)


def bells(keys: Keys, what: str, day: int = 0) -> Floats:
    """Draw from the standard normal distribution for each key."""
    return np.asarray(ndtri(shares(keys, what, day)))


def spread(keys: Keys, what: str, *, median: Floats | float, sigma: float) -> Floats:
    """Draw from a lognormal distribution for each key."""
    return np.asarray(median * np.exp(sigma * bells(keys, what)))


def counts(means: NDArray[Any], drawn: Floats) -> Integers:
    """Turn draws between 0 and 1 into Poisson numbers: more is drawn where the mean is larger, all else being equal."""
    means = np.asarray(means, dtype=np.float64)
    found = np.zeros(len(means), dtype=np.int64)
    large = means > RARELY_MORE
    if large.any():
        around = means[large] + np.sqrt(means[large]) * ndtri(drawn[large]) + 0.5
        found[large] = np.maximum(around, 0).astype(np.int64)
    rows = np.flatnonzero(~large)
    chance = np.exp(-means[rows])
    below, number = chance.copy(), 0
    while True:
        above = drawn[rows] > below
        if not above.any() or number > 60:
            return found
        rows, chance, below = rows[above], chance[above], below[above]
        number += 1
        chance = chance * means[rows] / number
        below = below + chance
        found[rows] = number


def _mixed(numbers: Keys) -> Keys:
    """Mix bits until no pattern is left (SplitMix64, Steele et al. 2014)."""
    numbers = numbers + _GOLDEN
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _FIRST
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _SECOND
    return np.asarray(numbers ^ (numbers >> np.uint64(31)))
