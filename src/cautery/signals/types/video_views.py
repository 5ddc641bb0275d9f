"""Films by the hashes of their frames and their parts, so that cut, framed or covered copies and stills are known too.

A frame is known when one of its views is as near to a part of a known frame as whole pictures must be.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

import numpy as np

from cautery.errors import Invalid
from cautery.model.content import Content, Fingerprint, MediaContent
from cautery.signals.many_codes import ManyCodes
from cautery.signals.signal_type import GrowingIndex, SignalType

WITHIN_BITS, LEAST_SHARE, FEWEST_FRAMES = 31, 0.6, 3
"""A film must share so many of its frames with a known one, or of the known one's with it."""
STILL = 0.3
"""Distance of a single picture that is a frame of a known film: it weighs less than a film does."""
MOST_HASHES = 400 * 16

_VALUE = re.compile(r"[0-9a-f]{64}(?:[-|][0-9a-f]{64})*", re.ASCII)
_ONE, _OTHER, _THIRD, _FOURTH = (pattern * 32 for pattern in ("f0", "3c", "69", "a5"))


class VideoViews(SignalType):
    """Frames joined by |, each of them PDQ hashes joined by -; distance is 1 less the larger share of shared frames."""

    same_within: ClassVar = 1 - LEAST_SHARE
    alike: ClassVar = (
        (f"{_ONE}-{_OTHER}|{_THIRD}|{_FOURTH}", f"{_OTHER}|{_THIRD}|{_FOURTH}"),
        (f"{_ONE}|{_OTHER}", f"{_ONE}|{_OTHER}"),
        (f"{_ONE}|{_OTHER}|{_THIRD}", "F0" * 32),
    )
    unlike: ClassVar = (
        (f"{_ONE}|{_OTHER}|{_THIRD}", _FOURTH),
        (f"{_ONE}|{_OTHER}|{_THIRD}", f"{_ONE}|{_FOURTH}|{'5a' * 32}"),
    )

    def extract(self, content: Content) -> Iterable[str]:
        return tuple(dict.fromkeys(filter(None, map(_asked, content.media))))

    def canonical(self, value: str) -> str:
        written = value.strip().lower()
        if not _VALUE.fullmatch(written) or written.count("-") + written.count("|") >= MOST_HASHES:
            raise Invalid(f"'{value[:80]}' is no film by its frames; bank the film itself: cautery banks add-file FILE")
        return "|".join(dict.fromkeys(written.split("|")))

    def distance(self, one: str, other: str) -> float:
        found = [distance for _, distance in self.index([one]).find(self.shown(other))]
        return min(found, default=1.0)

    def index(self, values: Sequence[str]) -> GrowingIndex:
        return _Films([self.canonical(value) for value in values])

    def shown(self, example: str) -> Content:
        frames = self.canonical(example).split("|")
        marks = tuple(Fingerprint(type="video_frame", value=frame) for frame in frames)
        return Content(media=(MediaContent(kind="video", fingerprints=marks),))

    def why(self, value: str, content: Content) -> tuple[str, ...]:
        return (
            f"Frames are the same within {WITHIN_BITS} of 256 bits, whole or in part. {LEAST_SHARE:.0%} of the frames of "
            "either film are needed; a single picture needs one.",
        )

    def says(self, value: str, distance: float) -> str:
        return f"shows frames of a known film, cut or covered perhaps: {1 - distance:.0%} of one of the two"


class _Films(GrowingIndex):
    def __init__(self, values: Sequence[str]) -> None:
        self._codes = ManyCodes([_hashes(value) for value in values])
        self._frames = [_frame_of_each_hash(value) for value in values]

    def add(self, value: str) -> int:
        self._frames.append(_frame_of_each_hash(value))
        return self._codes.add(_hashes(value))

    def remove(self, position: int) -> None:
        self._codes.remove(position)
        self._frames[position] = []

    def find(self, content: Content) -> Iterator[tuple[int, float]]:
        best: dict[int, float] = {}
        for media in content.media:
            for position, distance in self._near(_asked(media)):
                best[position] = min(distance, best.get(position, 1.0))
        yield from best.items()

    def _near(self, asked: str) -> Iterator[tuple[int, float]]:
        if not asked:
            return
        frames = np.array(_frame_of_each_hash(asked))
        near = self._codes.near(_hashes(asked), within=WITHIN_BITS)
        for position in np.unique(near.positions).tolist():
            own = near.positions == position
            of_known = self._codes.places_in(position, near.places[own])
            hit = {self._frames[position][place] for place in of_known}
            share = _share(np.unique(frames[near.rows[own]]).size, int(frames[-1]) + 1)
            share = max(share, _share(len(hit), self._frames[position][-1] + 1))
            if frames[-1] == 0:
                yield position, STILL
            elif share >= LEAST_SHARE:
                yield position, 1 - share


def _share(hit: int, of: int) -> float:
    """Give the share of frames that were met; too few frames tell nothing, unless the film has no more."""
    return hit / of if hit >= min(FEWEST_FRAMES, of) else 0.0


def _asked(media: MediaContent) -> str:
    """Write the frames of a film, or a picture as its only frame."""
    frames = media.values("video_frame")
    if not frames and media.kind == "image":
        return "-".join(media.values("image_pdq"))
    return "|".join(frames)


def _hashes(value: str) -> list[str]:
    return value.replace("|", "-").split("-")


def _frame_of_each_hash(value: str) -> list[int]:
    """Give for each hash of a value the number of its frame."""
    return [number for number, frame in enumerate(value.split("|")) for _ in frame.split("-")]
