"""Chromaprint: what is played or spoken when, as 32 bits eight times a second, nearly the same after re-encoding.

After Lukas Lalinsky's algorithm 2, which the field exchanges (`fpcalc` gives the same values): the energy of the twelve notes
over time is a picture, and sixteen filters on it, learnt by him, give two bits each.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from cautery.signals.media.recordings import RATE, Samples

FRAME, STEP = 4096, 1365
NOTES, LOWEST_HZ, HIGHEST_HZ = 12, 28, 3520
PER_SECOND = RATE / STEP
WIDEST = 16
_HALFTONE = 2 ** (1 / 12)
SPEEDS = (
    *(1 + step / 200 for step in range(-5, 6) if step),
    *(24 / 25, 25 / 24, _HALFTONE, 1 / _HALFTONE, 1.1, 1 / 1.1, 1.25, 1 / 1.25),
)
"""Recordings come back faster or slower than they were: up to 2.5 in a hundred, in steps of a half; films at another number of
frames; a halftone; a tenth; a quarter."""

TEMPOS = (1.1, 1 / 1.1, 1.25, 1 / 1.25)
"""Players and editors change how fast something is without changing how high it sounds."""
PITCHES = (_HALFTONE, 1 / _HALFTONE)
"""And how high, without changing how fast."""

Print = NDArray[np.uint32]
_Image = NDArray[np.float64]

_SMOOTHING = (0.25, 0.75, 1.0, 0.75, 0.25)
_GRAY = np.array([0, 1, 3, 2], dtype=np.uint32)
_FILTERS: tuple[tuple[int, int, int, int, tuple[float, float, float]], ...] = (
    (0, 4, 3, 15, (1.98215, 2.35817, 2.63523)),
    (4, 4, 6, 15, (-1.03809, -0.651211, -0.282167)),
    (1, 0, 4, 16, (-0.298702, 0.119262, 0.558497)),
    (3, 8, 2, 12, (-0.105439, 0.0153946, 0.135898)),
    (3, 4, 4, 8, (-0.142891, 0.0258736, 0.200632)),
    (4, 0, 3, 5, (-0.826319, -0.590612, -0.368214)),
    (1, 2, 2, 9, (-0.557409, -0.233035, 0.0534525)),
    (2, 7, 3, 4, (-0.0646826, 0.00620476, 0.0784847)),
    (2, 6, 2, 16, (-0.192387, -0.029699, 0.215855)),
    (2, 1, 3, 2, (-0.0397818, -0.00568076, 0.0292026)),
    (5, 10, 1, 15, (-0.53823, -0.369934, -0.190235)),
    (3, 6, 2, 10, (-0.124877, 0.0296483, 0.139239)),
    (2, 1, 1, 14, (-0.101475, 0.0225617, 0.231971)),
    (3, 5, 6, 4, (-0.0799915, -0.00729616, 0.063262)),
    (1, 9, 2, 12, (-0.272556, 0.019424, 0.302559)),
    (3, 4, 2, 14, (-0.164292, -0.0321188, 0.0846339)),
)
"""Kind, first note, notes, moments, and the three borders between its four answers."""


def print_of(samples: Samples) -> Print:
    """Give the values of a recording, in order; none when it is shorter than three seconds."""
    count = (samples.size - FRAME) // STEP + 1
    if count < len(_SMOOTHING) + WIDEST - 1:
        return np.zeros(0, dtype=np.uint32)
    return _bits(_normal(_smooth(_energies(samples, count))))


def at_speed(samples: Samples, speed: float) -> Samples:
    """Play samples faster (above 1) or slower."""
    places = np.arange(0, samples.size - 1, speed)
    return np.asarray(np.interp(places, np.arange(samples.size), samples), dtype=np.float32)


def _energies(samples: Samples, count: int) -> _Image:
    """Give the energy of each note over time: (moments, 12)."""
    window = (0.54 - 0.46 * np.cos(2 * np.pi * np.arange(FRAME) / (FRAME - 1))) / 32767
    notes = _note_of_each_line()
    out = np.zeros((count, NOTES))
    for first in range(0, count, 512):
        moments = range(first, min(count, first + 512))
        frames = np.stack([samples[m * STEP : m * STEP + FRAME] for m in moments])
        power = np.abs(np.fft.rfft(frames * window, axis=1)) ** 2
        out[first : first + len(moments)] = power @ notes
    return out


@cache
def _note_of_each_line() -> _Image:
    lines = np.arange(FRAME // 2 + 1)
    heard = (lines >= max(1, round(FRAME * LOWEST_HZ / RATE))) & (lines < round(FRAME * HIGHEST_HZ / RATE))
    octave = np.log2(np.maximum(lines, 1) * RATE / FRAME / (440 / 16))
    note = (NOTES * (octave - np.floor(octave))).astype(int)
    sorted_out = np.zeros((lines.size, NOTES))
    sorted_out[lines[heard], note[heard]] = 1
    return sorted_out


def _smooth(image: _Image) -> _Image:
    kept = image.shape[0] - len(_SMOOTHING) + 1
    smooth: _Image = sum(
        (share * image[at : at + kept] for at, share in enumerate(_SMOOTHING)), np.zeros((kept, NOTES))
    )
    return smooth


def _normal(image: _Image) -> _Image:
    length = np.linalg.norm(image, axis=1, keepdims=True)
    return np.where(length < 0.01, 0.0, image / np.maximum(length, 0.01))


def _bits(image: _Image) -> Print:
    """Ask the filters at every moment."""
    moments = image.shape[0] - WIDEST + 1
    sums = np.zeros((image.shape[0] + 1, NOTES + 1))
    sums[1:, 1:] = image.cumsum(axis=0).cumsum(axis=1)
    found = np.zeros(moments, dtype=np.uint32)
    for kind, note, notes, wide, borders in _FILTERS:
        bright, dark = _halves(sums, moments, kind, (note, notes, wide))
        answer = np.searchsorted(borders, np.log((1 + bright) / (1 + dark)), side="right")
        found = (found << np.uint32(2)) | _GRAY[answer]
    return found


def _halves(sums: _Image, moments: int, kind: int, size: tuple[int, int, int]) -> tuple[_Image, _Image]:
    """Add up a filter's bright and its dark part at every moment."""
    note, notes, wide = size

    def area(first: int, low: int, last: int, high: int) -> _Image:
        late, early = slice(last, last + moments), slice(first, first + moments)
        whole: _Image = sums[late, high] - sums[late, low] - sums[early, high] + sums[early, low]
        return whole

    top, whole = note + notes, area(0, note, wide, note + notes)
    half, middle = wide // 2, note + notes // 2
    if kind == 0:
        return whole, np.zeros(moments)
    if kind == 1:
        bright = area(0, middle, wide, top)
    elif kind == 2:
        bright = area(half, note, wide, top)
    elif kind == 3:
        bright = area(0, middle, half, top) + area(half, note, wide, middle)
    elif kind == 4:
        bright = area(0, note + notes // 3, wide, note + 2 * (notes // 3))
    else:
        bright = area(wide // 3, note, 2 * (wide // 3), top)
    return bright, whole - bright
