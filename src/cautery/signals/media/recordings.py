"""A recording, or the sound of a film, becomes samples: 11,025 a second, one channel, as Chromaprint asks for."""

from io import BytesIO

import av
import numpy as np
from numpy.typing import NDArray

from cautery.signals.media.refusal import Unreadable

RATE = 11_025
MOST_SECONDS = 7200
"""What is behind two hours is not listened to."""

Samples = NDArray[np.float32]


def samples_of(data: bytes, *, form: str) -> Samples:
    """Decode a recording of one format; nothing when it has no sound."""
    try:
        with av.open(BytesIO(data), mode="r", format=form, metadata_errors="replace") as recording:
            if not recording.streams.audio:
                return np.zeros(0, dtype=np.float32)
            resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
            parts: list[Samples] = []
            heard = 0
            for frame in recording.decode(recording.streams.audio[0]):
                for piece in resampler.resample(frame):
                    parts.append(piece.to_ndarray().ravel().astype(np.float32))
                    heard += parts[-1].size
                if heard > MOST_SECONDS * RATE:
                    break
    except (av.FFmpegError, ValueError, OSError) as error:
        raise Unreadable(f"This recording is broken: {error}.") from None
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)
