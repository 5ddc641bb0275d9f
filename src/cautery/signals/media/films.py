"""A film file becomes frames, one a second, as vPDQ takes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import av
import numpy as np
from av.video.frame import VideoFrame

from cautery.signals.media.pdq import Plane
from cautery.signals.media.refusal import Unreadable

MOST_SECONDS, MOST_FRAMES = 1200.0, 72_000
"""What is behind twenty minutes (at sixty frames a second) is not looked at."""
MOST_POINTS = 8192 * 4352
SECONDS_APART = 1.0
_FULL_RANGE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmFrame:
    """What is seen at a moment."""

    seconds: float
    plane: Plane


def frames_of(data: bytes, *, form: str, seconds_apart: float = SECONDS_APART) -> Iterator[FilmFrame]:
    """Decode a film of one format and give a frame every so often; 0 gives each."""
    try:
        with av.open(BytesIO(data), mode="r", format=form, metadata_errors="replace") as film:
            if not film.streams.video:
                return
            stream = film.streams.video[0]
            if stream.codec_context.width * stream.codec_context.height > MOST_POINTS:
                raise Unreadable(f"This film's frames have more than {MOST_POINTS:,} points; they are not decoded.")
            due = 0.0
            for number, frame in enumerate(film.decode(stream)):
                seconds = frame.time if frame.time is not None else float(number)
                if number >= MOST_FRAMES or seconds > MOST_SECONDS:
                    return
                if seconds >= due:
                    due = seconds + seconds_apart - 1e-3
                    yield FilmFrame(seconds=max(0.0, seconds), plane=_brightness(frame))
    except (av.FFmpegError, ValueError, OSError) as error:
        raise Unreadable(f"This film is broken: {error}.") from None


def _brightness(frame: VideoFrame) -> Plane:
    """Take the film's own brightness where it has one: the way over red, green and blue rounds it."""
    if not frame.format.name.startswith(("yuv4", "yuvj4")) or frame.format.components[0].bits != 8:
        return np.asarray(frame.to_ndarray(format="gray"), dtype=np.float32)
    plane = frame.planes[0]
    rows = np.frombuffer(memoryview(plane), dtype=np.uint8).reshape(-1, plane.line_size)[: frame.height, : frame.width]
    light = rows.astype(np.float32)
    full = frame.color_range == _FULL_RANGE or frame.format.name.startswith("yuvj")
    return light if full else (light - 16) * np.float32(255 / 219)
