"""The outline of a picture: where it is lighter and where darker than around, on 32 x 32 points.

Two hashes may be near by accident; an outline tells whether two pictures lie over each other (`laid_over`). It is coarser
than a thumbnail and has neither colour nor brightness, so that it can be banked; yet it shows more than a hash does, and is
kept only of what was banked here.
"""

import base64
import binascii

import numpy as np
from numpy.typing import NDArray

Outline = NDArray[np.float32]
"""32 x 32 points, about -2 to 2; 0 is as light as around."""

SIDE = 32
AROUND = 6
"""Points to each side, of 64, that are around a point."""
NOISE = 16.0
"""Square of the brightness steps below which a difference is none."""
STEPS, REACH = 7, 2.1
"""Four bits a point: so many steps to each side, of so much."""
BYTES = SIDE * SIDE // 2


def outline_of(small: NDArray[np.float32]) -> Outline:
    """Give the outline of a picture that was reduced to 64 x 64 points."""
    away = small - _around(small)
    contrast = away / np.sqrt(_around(away**2) + NOISE)
    return halved(contrast.astype(np.float32))


def written(outline: Outline) -> str:
    """Write an outline in letters, digits, - and _."""
    steps = np.clip(np.rint(outline * (STEPS / REACH)), -STEPS, STEPS).astype(np.int8) + 8
    pairs = steps.ravel().astype(np.uint8).reshape(-1, 2)
    return base64.urlsafe_b64encode((pairs[:, 0] << 4 | pairs[:, 1]).tobytes()).decode().rstrip("=")


def read(text: str) -> Outline:
    """Read an outline; ValueError when it is none."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        data = b""
    if len(data) != BYTES:
        raise ValueError
    packed = np.frombuffer(data, dtype=np.uint8)
    steps = np.stack([packed >> 4, packed & 15], axis=1).reshape(SIDE, SIDE).astype(np.float32) - 8
    outline: Outline = steps * np.float32(REACH / STEPS)
    return outline


def halved(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    """Join two by two points into one."""
    height, width = plane.shape
    joined: NDArray[np.float32] = plane.reshape(height // 2, 2, width // 2, 2).mean(axis=(1, 3), dtype=np.float32)
    return joined


def _around(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give the mean around each point."""
    side = 2 * AROUND + 1
    sums = np.pad(np.pad(plane.astype(np.float64), AROUND, mode="edge").cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    means = (sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]) / side**2
    return np.asarray(means, dtype=np.float32)
