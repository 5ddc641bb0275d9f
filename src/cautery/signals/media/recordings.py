"""A recording, or the sound of a film, becomes samples: 11,025 a second, one channel, as Chromaprint asks for.

Every audio stream is heard; where left and right differ, each of them too. What can be decoded of a damaged recording is given.
"""

from collections.abc import Iterator
from fractions import Fraction
from io import BytesIO

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.filter.context import FilterContext
from numpy.typing import NDArray

from cautery.signals.media.refusal import Unreadable

RATE = 11_025
MOST_SECONDS = 7200
"""What is behind two hours is not listened to."""
MOST_STREAMS = 4
SAME_CHANNELS = 0.9
"""Correlation from which left and right are one sound."""

Samples = NDArray[np.float32]


def samples_of(data: bytes, *, form: str) -> tuple[tuple[Samples, ...], tuple[str, ...]]:
    """Decode a recording of one format: each of its sounds, and what was not heard. None when it has no sound.

    Raises: Unreadable.
    """
    try:
        with av.open(BytesIO(data), mode="r", format=form, metadata_errors="replace") as recording:
            streams = len(recording.streams.audio)
    except (av.FFmpegError, ValueError, OSError) as error:
        raise Unreadable(f"This recording is broken: {error}.") from None
    heard: list[Samples] = []
    notes: list[str] = []
    for number in range(min(streams, MOST_STREAMS)):
        with av.open(BytesIO(data), mode="r", format=form, metadata_errors="replace") as recording:
            channels, note = _channels(recording, recording.streams.audio[number])
        heard += _sounds(channels)
        notes += [note] if note else []
    if notes and not any(one.size for one in heard):
        raise Unreadable(notes[0])
    return tuple(heard), tuple(dict.fromkeys(notes))


def at_tempo(samples: Samples, tempo: float) -> Samples:
    """Play samples faster or slower without changing how high they sound."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=RATE, format="flt", layout="mono", time_base=Fraction(1, RATE))
    stretch, sink = graph.add("atempo", f"{tempo:.6f}"), graph.add("abuffersink")
    source.link_to(stretch)
    stretch.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(samples[None, :], format="flt", layout="mono")
    frame.sample_rate = RATE
    source.push(frame)
    source.push(None)
    return np.concatenate([np.zeros(0, dtype=np.float32), *_drained(sink)])


def _drained(sink: FilterContext) -> Iterator[Samples]:
    while True:
        try:
            frame = sink.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        if isinstance(frame, AudioFrame):
            yield frame.to_ndarray().ravel().astype(np.float32)


def _channels(recording: InputContainer, stream: AudioStream) -> tuple[Samples, str]:
    """Give left and right, and why they end before the recording does."""
    resampler = av.AudioResampler(format="s16p", layout="stereo", rate=RATE)
    parts: list[Samples] = []
    heard = 0
    try:
        for frame in recording.decode(stream):
            for piece in resampler.resample(frame):
                parts.append(piece.to_ndarray().astype(np.float32))
                heard += parts[-1].shape[1]
            if heard > MOST_SECONDS * RATE:
                break
    except (av.FFmpegError, ValueError, OSError) as error:
        return _joined(parts), f"This recording is broken: {error}."
    return _joined(parts), ""


def _joined(parts: list[Samples]) -> Samples:
    return np.concatenate(parts, axis=1) if parts else np.zeros((2, 0), dtype=np.float32)


def _sounds(channels: Samples) -> Iterator[Samples]:
    """Give both channels together, and each alone where they differ."""
    left, right = channels
    yield np.asarray(channels.mean(axis=0), dtype=np.float32)
    if left.size and _differ(left, right):
        yield left
        yield right


def _differ(left: Samples, right: Samples) -> bool:
    return float(left @ right) < SAME_CHANNELS * float(np.sqrt((left @ left) * (right @ right)))
