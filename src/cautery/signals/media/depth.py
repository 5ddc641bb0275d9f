"""Pictures of more than 256 steps of brightness, scaled instead of cut off: 16 bits, whole numbers, fractions."""

import numpy as np
from PIL import Image

_MOST_OF_16_BITS = 65535


def in_eight_bits(picture: Image.Image) -> Image.Image:
    """Give a picture in 256 steps; one that has no more is given back as it is."""
    if picture.mode not in ("I", "F") and not picture.mode.startswith("I;16"):
        return picture
    points = np.nan_to_num(np.asarray(picture).astype(np.float32), posinf=0, neginf=0)
    low, high = float(points.min()), float(points.max())
    if picture.mode != "F" and low >= 0 and high <= _MOST_OF_16_BITS:
        low, high = 0, 255 if picture.mode == "I" and high <= 255 else _MOST_OF_16_BITS
    return Image.fromarray(np.uint8(np.clip((points - low) * (255 / max(high - low, 1e-9)), 0, 255)))
