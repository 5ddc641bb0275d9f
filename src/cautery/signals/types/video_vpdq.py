"""Films by the PDQ hashes of their frames (vPDQ): whole, cut out of a longer one, or with a part missing."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

import msgspec
import numpy as np

from cautery.errors import Invalid
from cautery.kit.unreadable import NOT_JSON
from cautery.model.content import Content, Fingerprint, MediaContent
from cautery.signals.hamming_index import HammingIndex, codes_of
from cautery.signals.many_codes import ManyCodes
from cautery.signals.signal_type import GrowingIndex, SignalType

WITHIN_BITS, LEAST_QUALITY, LEAST_SHARE = 31, 50, 0.8
MOST_FRAMES = 20_000
_ONE, _OTHER, _THIRD = (f'"{pattern * 32},100,{second}.000"' for second, pattern in enumerate(("f0", "3c", "69")))


class VideoVpdq(SignalType):
    """A JSON list of "hash,quality,second"; distance is 1 less the larger share of frames that the other film has too.

    The shares are vPDQ's two percentages: of the frames that were asked about, and of those that are banked.
    """

    same_within: ClassVar = 1 - LEAST_SHARE
    alike: ClassVar = (
        (f"[{_ONE},{_OTHER}]", f"[{_OTHER}, {_ONE}, {_THIRD}]"),
        (f"[{_ONE}]", f'["{"F0" * 31}00,90,7.000"]'),
    )
    unlike: ClassVar = ((f"[{_ONE},{_OTHER}]", f"[{_ONE},{_THIRD}]"), (f"[{_ONE}]", f"[{_THIRD}]"))

    def extract(self, content: Content) -> Iterable[str]:
        return tuple(dict.fromkeys(value for media in content.media for value in media.values("video_vpdq")))

    def canonical(self, value: str) -> str:
        """Keep the frames that show enough to be told from others."""
        kept = [frame for frame in map(_frame, _parts(value)) if frame]
        if not kept:
            raise Invalid(
                "This vPDQ value has no frame of a quality of 50 or more, so that it could never be met again."
            )
        return f"[{','.join(kept)}]"

    def distance(self, one: str, other: str) -> float:
        return 1 - max(_shares(_hashes(self.canonical(one)), _hashes(self.canonical(other))))

    def index(self, values: Sequence[str]) -> GrowingIndex:
        return _Films(self, values)

    def shown(self, example: str) -> Content:
        fingerprint = Fingerprint(type="video_vpdq", value=self.canonical(example))
        return Content(media=(MediaContent(kind="video", fingerprints=(fingerprint,)),))

    def seen_in(self, value: str, content: Content) -> str:
        views = (
            fingerprint
            for media in content.media
            for fingerprint in media.fingerprints
            if fingerprint.type == "video_vpdq"
        )
        nearest = min(views, key=lambda one: self.distance(value, one.value), default=None)
        return nearest.view if nearest else ""

    def why(self, value: str, content: Content) -> tuple[str, ...]:
        known = _hashes(value)
        of_asked, of_known = max(
            (_shares(_hashes(one), known) for one in self.extract(content)), key=max, default=(0, 0)
        )
        return (
            f"{of_asked:.0%} of its different frames are in the known film, and {of_known:.0%} of the known film's are in "
            f"it; {LEAST_SHARE:.0%} of either is needed. Frames are the same within {WITHIN_BITS} of 256 bits.",
        )

    def says(self, value: str, distance: float) -> str:
        return f"shares {1 - distance:.0%} of its frames, or of those of a known film, with that film"


class _Films(GrowingIndex):
    def __init__(self, kind: VideoVpdq, values: Sequence[str]) -> None:
        self._kind = kind
        self._codes = ManyCodes([_hashes(kind.canonical(value)) for value in values])

    def add(self, value: str) -> int:
        return self._codes.add(_hashes(self._kind.canonical(value)))

    def remove(self, position: int) -> None:
        self._codes.remove(position)

    def find(self, content: Content) -> Iterator[tuple[int, float]]:
        best: dict[int, float] = {}
        for value in self._kind.extract(content):
            for position, distance in self._near(_hashes(value)):
                best[position] = min(distance, best.get(position, 1.0))
        yield from best.items()

    def _near(self, asked: Sequence[str]) -> Iterator[tuple[int, float]]:
        near = self._codes.near(asked, within=WITHIN_BITS)
        for position in np.unique(near.positions).tolist():
            own = near.positions == position
            of_asked = np.unique(near.rows[own]).size / len(asked)
            of_known = np.unique(near.places[own]).size / self._codes.size(position)
            if max(of_asked, of_known) >= LEAST_SHARE:
                yield position, 1 - max(of_asked, of_known)


def _parts(value: str) -> list[str]:
    try:
        parts = msgspec.json.decode(value, type=list[str])
    except (*NOT_JSON, UnicodeEncodeError):
        parts = []
    if not 0 < len(parts) <= MOST_FRAMES:
        raise Invalid(f"'{value[:80]}' is no vPDQ value; write a JSON list of \"hash,quality,second\".")
    return parts


def _frame(part: str) -> str:
    """Check a frame and write it again; '' when too little is to be seen in it."""
    code, _, rest = part.partition(",")
    quality, _, second = rest.partition(",")
    try:
        fits = len(bytes.fromhex(code)) == 32 and len(code) == 64
        written, at = int(quality), float(second)
    except ValueError:
        fits, written, at = False, 0, 0.0
    if not fits or not 0 <= written <= 100 or not 0 <= at < 1e6:
        raise Invalid(f"'{part[:90]}' is no frame of a vPDQ value; write \"hash,quality,second\".")
    return f'"{code.lower()},{written},{at:.3f}"' if written >= LEAST_QUALITY else ""


def _shares(one: Sequence[str], other: Sequence[str]) -> tuple[float, float]:
    """Give which share of the frames of either of two films is in the other."""
    hits = HammingIndex(codes_of(other)).find(codes_of(one), within=WITHIN_BITS)
    return np.unique(hits.rows).size / len(one), np.unique(hits.places).size / len(other)


def _hashes(canonical: str) -> list[str]:
    """Give a film's frames, each picture once."""
    return list(dict.fromkeys(part[:64] for part in msgspec.json.decode(canonical, type=list[str])))
