"""A film file becomes frames: one a second, as vPDQ takes them, and more where much changes.

Every video stream is looked at. What can be decoded of a damaged film is given before the damage is said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import av
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from cautery.signals.media.pdq import Plane
from cautery.signals.media.refusal import Unreadable

MOST_SECONDS, MOST_FRAMES = 1200.0, 72_000
"""What is behind twenty minutes (at sixty frames a second) is not looked at."""
MOST_DECODED = 4_000_000_000
"""Points of all frames together: a minute of full high definition. Of a film that has more, only the key frames are decoded."""
MOST_POINTS = 8192 * 4352
MOST_STREAMS = 4
SECONDS_APART = 1.0
_FULL_RANGE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmFrame:
    """What is seen at a moment."""

    seconds: float
    plane: Plane


class CutShort(Unreadable):
    """A film of which only a part was decoded; the frames before were given."""


def frames_of(data: bytes, *, form: str, seconds_apart: float = SECONDS_APART) -> Iterator[FilmFrame]:
    """Decode a film of one format and give a frame every so often; 0 gives each.

    Raises: CutShort, behind the last frame, when a part was not decoded; Unreadable, when nothing was.
    """
    given, reason = 0, ""
    try:
        with av.open(BytesIO(data), mode="r", format=form, metadata_errors="replace") as film:
            streams = len(film.streams.video)
    except (av.FFmpegError, ValueError, OSError) as error:
        raise Unreadable(f"This film is broken: {error}.") from None
    for number in range(min(streams, MOST_STREAMS)):
        try:
            with av.open(BytesIO(data), mode="r", format=form, metadata_errors="replace") as film:
                for frame in _frames(film, film.streams.video[number], seconds_apart):
                    given += 1
                    yield frame
        except CutShort as part:
            reason = str(part)
        except (av.FFmpegError, ValueError, OSError) as error:
            reason = f"This film is broken: {error}."
    if reason:
        raise CutShort(reason) if given else Unreadable(reason)


def _frames(film: InputContainer, stream: VideoStream, seconds_apart: float) -> Iterator[FilmFrame]:
    points = stream.codec_context.width * stream.codec_context.height
    if points > MOST_POINTS:
        raise Unreadable(f"This film's frames have more than {MOST_POINTS:,} points; they are not decoded.")
    most = min(MOST_FRAMES, max(1, MOST_DECODED // max(points, 1)))
    only_keys = _points_in(film, stream) > MOST_DECODED
    if only_keys:
        stream.codec_context.skip_frame = "NONKEY"
    due, begin, seconds = 0.0, None, 0.0
    for number, frame in enumerate(film.decode(stream)):
        at = frame.time if frame.time is not None else float(number)
        begin = at if begin is None else begin
        seconds = max(0.0, at - begin)
        if number >= most or seconds > MOST_SECONDS:
            raise CutShort(f"only the first {int(seconds):,} seconds of this film were looked at")
        if seconds >= due:
            due = seconds + seconds_apart - 1e-3
            yield FilmFrame(seconds=seconds, plane=_upright(brightness_of(frame), frame))
    if film.duration is not None:
        told = film.duration / av.time_base - (begin or 0.0)
        if told > 2 * SECONDS_APART and seconds < (0.5 if only_keys else 0.9) * told - SECONDS_APART:
            raise CutShort(f"only {int(seconds):,} of the {int(told):,} seconds of this film could be decoded")


def _points_in(film: InputContainer, stream: VideoStream) -> float:
    """Say how many points all frames have together, by what the file says of itself."""
    seconds = min((film.duration or 0) / av.time_base, MOST_SECONDS)
    return seconds * float(stream.average_rate or 0) * stream.codec_context.width * stream.codec_context.height


def _upright(plane: Plane, frame: VideoFrame) -> Plane:
    """Turn a frame as its file asks players to."""
    quarters = round(getattr(frame, "rotation", 0) / 90) % 4
    return np.ascontiguousarray(np.rot90(plane, quarters)) if quarters else plane


def brightness_of(frame: VideoFrame) -> Plane:
    """Take the film's own brightness where it has one: the way over red, green and blue rounds it."""
    if not frame.format.name.startswith(("yuv4", "yuvj4")) or frame.format.components[0].bits != 8:
        return np.asarray(frame.to_ndarray(format="gray"), dtype=np.float32)
    plane = frame.planes[0]
    rows = np.frombuffer(memoryview(plane), dtype=np.uint8).reshape(-1, plane.line_size)[: frame.height, : frame.width]
    light = rows.astype(np.float32)
    full = frame.color_range == _FULL_RANGE or frame.format.name.startswith("yuvj")
    return light if full else (light - 16) * np.float32(255 / 219)
