"""A picture file becomes brightness, at most 512 points a side, as Meta's hashes ask for."""

import warnings
from io import BytesIO

import numpy as np
from PIL import Image, UnidentifiedImageError

from cautery.signals.media.pdq import Plane
from cautery.signals.media.refusal import Unreadable

LARGEST_SIDE = 512
MOST_POINTS = 80_000_000
"""Larger than any camera's picture; a hundred million is refused before it is decoded."""
FEWEST_POINTS = 16
"""A picture smaller than this on a side shows nothing."""

_WEIGHTS: Plane = np.array([0.299, 0.587, 0.114], dtype=np.float32)


def picture_of(data: bytes, *, form: str) -> Plane:
    """Decode a picture of one format; refuse one that is broken, too small or too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=[form]) as picture:
                return plane_of(_reduced(picture))
    except UnidentifiedImageError:
        raise Unreadable(f"This begins like a {form} picture and is none.") from None
    except Image.DecompressionBombError:
        raise Unreadable(f"This picture has far more points than {MOST_POINTS:,}: it is not decoded.") from None
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Unreadable(f"This {form} picture is broken: {str(error).rstrip('.')}.") from None


def plane_of(picture: Image.Image) -> Plane:
    """Give a picture's brightness."""
    colours = np.asarray(picture if picture.mode == "RGB" else picture.convert("RGB"), dtype=np.float32)
    plane: Plane = colours @ _WEIGHTS
    return plane


def _reduced(picture: Image.Image) -> Image.Image:
    width, height = picture.size
    if width * height > MOST_POINTS:
        raise Unreadable(f"This picture has {width:,} x {height:,} points; more than {MOST_POINTS:,} are not decoded.")
    if min(width, height) < FEWEST_POINTS:
        raise Unreadable(f"This picture has {width} x {height} points: too few to show anything.")
    if picture.mode not in ("RGB", "L"):
        picture = picture.convert("RGB")
    if max(width, height) > LARGEST_SIDE:
        picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    return picture
