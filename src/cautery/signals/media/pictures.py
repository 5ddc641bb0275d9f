"""A picture file becomes what it shows: brightness, at most 512 points a side, as Meta's hashes ask for.

A file may show several things: the frames of an animation, and a transparent picture on a white page or on a black one.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image, ImageFile, ImageOps, ImageSequence, UnidentifiedImageError
from pylibjxl import register_pillow

from cautery.signals.media.depth import in_eight_bits
from cautery.signals.media.pdq import Plane
from cautery.signals.media.refusal import Unreadable

LARGEST_SIDE = 512
MOST_POINTS = 210_000_000
"""As many as the largest camera of a phone has; more is refused before it is decoded."""
FEWEST_POINTS = 16
"""A picture smaller than this on a side shows nothing."""
MOST_FRAMES, MOST_POINTS_OF_FRAMES = 200, 150_000_000
"""What is behind them in an animation is not looked at, and said."""
CUT_SHORT = "the file is cut short or damaged: only what could be decoded was compared"

_WEIGHTS: Plane = np.array([0.299, 0.587, 0.114], dtype=np.float32)
_GROUNDS = ("white", "black")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is seen in a frame of a picture file."""

    plane: Plane
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All that a picture file shows, and what of it was not looked at."""

    shown: tuple[Shown, ...]
    frames: int = 1
    notes: tuple[str, ...] = ()


def read_picture(data: bytes, *, form: str) -> Picture:
    """Decode a picture of one format; refuse one that is broken, too small or too large.

    Raises: Unreadable.
    """
    try:
        return _read(data, form)
    except UnidentifiedImageError:
        raise Unreadable(f"This begins like a {form} picture and is none.") from None
    except Image.DecompressionBombError:
        raise Unreadable(f"This picture has far more points than {MOST_POINTS:,}: it is not decoded.") from None
    except (OSError, SyntaxError, ValueError, EOFError, RuntimeError) as error:
        raise Unreadable(f"This {form} picture is broken: {str(error).rstrip('.')}.") from None


def picture_of(data: bytes, *, form: str) -> Plane:
    """Give the first thing that a picture file shows."""
    return read_picture(data, form=form).shown[0].plane


def plane_of(picture: Image.Image) -> Plane:
    """Give a picture's brightness."""
    colours = np.asarray(picture if picture.mode == "RGB" else picture.convert("RGB"), dtype=np.float32)
    plane: Plane = colours @ _WEIGHTS
    return plane


def planes_of(picture: Image.Image) -> Iterator[Plane]:
    """Give what is seen of a picture: as it is, or where it is transparent, on a white page and on a black one."""
    reduced = _reduced(in_eight_bits(picture))
    if not reduced.mode.endswith("A"):
        yield plane_of(reduced)
        return
    for ground in _GROUNDS:
        page = Image.new("RGBA", reduced.size, ground)
        page.alpha_composite(reduced)
        yield plane_of(page)


def _read(data: bytes, form: str) -> Picture:
    try:
        return _decoded(data, form, notes=())
    except OSError as error:
        if isinstance(error, UnidentifiedImageError):
            raise
        with _as_far_as_possible():
            return _decoded(data, form, notes=(CUT_SHORT,))


def _decoded(data: bytes, form: str, *, notes: tuple[str, ...]) -> Picture:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(BytesIO(data), formats=[form]) as picture:
            _check_size(picture)
            frames = getattr(picture, "n_frames", 1) if form in _MOVING else 1
            if frames == 1:
                shown = tuple(Shown(plane=plane) for plane in planes_of(picture))
                return Picture(shown=shown, notes=notes)
            return _animation(picture, frames, notes)


def _animation(picture: Image.Image, frames: int, notes: tuple[str, ...]) -> Picture:
    most = min(MOST_FRAMES, max(1, MOST_POINTS_OF_FRAMES // (picture.width * picture.height)))
    shown: list[Shown] = []
    seconds = 0.0
    for number, frame in enumerate(ImageSequence.Iterator(picture)):
        if number == most:
            notes = (*notes, f"only the first {most} of {frames} frames of this picture were looked at")
            break
        shown += [Shown(plane=plane, seconds=seconds) for plane in planes_of(frame.copy())]
        seconds += max(20, frame.info.get("duration") or 0) / 1000
    return Picture(shown=tuple(shown), frames=frames, notes=notes)


def _check_size(picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > MOST_POINTS:
        raise Unreadable(f"This picture has {width:,} x {height:,} points; more than {MOST_POINTS:,} are not decoded.")
    if min(width, height) < FEWEST_POINTS:
        raise Unreadable(f"This picture has {width} x {height} points: too few to show anything.")


def _reduced(picture: Image.Image) -> Image.Image:
    """Make a picture as small as hashes need it, and stand it up as its file says; with transparency where it has any."""
    if picture.mode not in ("RGB", "L"):
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    if max(picture.size) > LARGEST_SIDE:
        picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema()[0] == _OPAQUE:
        picture = picture.convert("RGB")
    return ImageOps.exif_transpose(picture)


@contextmanager
def _as_far_as_possible() -> Iterator[None]:
    """Let files be decoded that end too early; what is missing stays of one colour."""
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False


_MOVING = frozenset({"GIF", "PNG", "WEBP", "AVIF", "TIFF"})
_OPAQUE = 255
Image.MAX_IMAGE_PIXELS = MOST_POINTS
register_pillow()
