"""PDQ: 256 bits that stay nearly the same when a picture is scaled, compressed or recoloured.

After Meta's description (ThreatExchange, hashing/hashing.pdf), so that our values are those of the field's banks. Its two box
filters, the choice of 64 x 64 points and the cosine transform are linear, so each is a matrix and the whole is four products.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

SIDE, KEPT = 64, 16
BITS = KEPT * KEPT
LEAST_QUALITY = 50
"""Below this a picture has too little in it to be told from others."""

Plane = NDArray[np.float32]
"""Brightness, 0..255, rows first."""
Hash = NDArray[np.bool_]
"""16 x 16 bits."""

_COSINES: Plane = np.asarray(
    np.sqrt(2 / SIDE) * np.cos(np.pi / (2 * SIDE) * np.outer(np.arange(1, KEPT + 1), 2 * np.arange(SIDE) + 1)),
    dtype=np.float32,
)
_SIGNS: Plane = np.where(np.arange(KEPT) % 2 == 0, -1, 1).astype(np.float32)


def pdq(plane: Plane) -> tuple[Hash, int]:
    """Give a picture's hash and quality (0..100)."""
    small = small_of(plane)
    return bits_of(frequencies_of(small)), quality_of(small)


def small_of(plane: Plane) -> Plane:
    """Reduce a picture to 64 x 64 points."""
    return np.asarray(_reduction(plane.shape[0]) @ plane @ _reduction(plane.shape[1]).T, dtype=np.float32)


def frequencies_of(small: Plane) -> Plane:
    """Give the 16 x 16 lowest frequencies but the constant one."""
    return np.asarray(_COSINES @ small @ _COSINES.T, dtype=np.float32)


def bits_of(frequencies: Plane) -> Hash:
    """Say of each frequency whether it is above the median."""
    median = np.partition(frequencies.ravel(), BITS // 2 - 1)[BITS // 2 - 1]
    return np.asarray(frequencies > median, dtype=np.bool_)


def quality_of(small: Plane) -> int:
    """Say how much there is in a picture, 0..100, by its steps between neighbouring points."""
    steps = (np.abs(np.trunc(np.diff(small, axis=axis) * (100 / 255))).sum() for axis in (0, 1))
    return min(100, int(sum(steps)) // 90)


def mirrored(frequencies: Plane) -> Plane:
    """Give the frequencies of the picture as in a mirror."""
    return frequencies * _SIGNS[None, :]


def turned(frequencies: Plane) -> tuple[Plane, ...]:
    """Give the frequencies of the picture turned by quarters and turned over, the picture itself and its mirror left out."""
    columns, rows = _SIGNS[None, :], _SIGNS[:, None]
    across = frequencies.T
    return (
        *(frequencies * rows, frequencies * rows * columns),
        *(across, across * rows, across * columns, across * rows * columns),
    )


def written(bits: Hash) -> str:
    """Write a hash as 64 hex digits, the way banks do.

    >>> written(np.zeros((16, 16), dtype=bool))[:4]
    '0000'
    """
    return np.packbits(bits.ravel()[::-1]).tobytes().hex()


@cache
def _reduction(size: int) -> Plane:
    """Give the matrix that filters a line of points twice and picks 64 of them."""
    window = (size + 2 * SIDE - 1) // (2 * SIDE)
    half = (window + 2) // 2
    box = np.zeros((size, size), dtype=np.float32)
    for out in range(size):
        first, last = max(0, out - (window - half)), min(size - 1, out + half - 1)
        box[out, first : last + 1] = 1 / (last - first + 1)
    picked = ((np.arange(SIDE) + 0.5) * size / SIDE).astype(int)
    reduction: Plane = box[picked] @ box
    return reduction
