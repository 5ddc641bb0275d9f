"""Pictures by their PDQ hash, as the field's banks exchange them; scaled, compressed and recoloured copies stay near."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from cautery.errors import Invalid
from cautery.model.content import Content, Fingerprint, MediaContent
from cautery.signals.hamming_index import bits_apart
from cautery.signals.many_codes import ManyCodes
from cautery.signals.signal_type import GrowingIndex, SignalType

WITHIN_BITS, BITS = 31, 256
"""What Meta recommends: two unrelated pictures are within 31 bits once in 10^38 pairs, were their bits drawn by lot."""

FEWEST_SET = 32
"""About half of the bits of a picture are set; fewer than these, or more than all but these, are of one colour."""
_HASH = re.compile(r"[0-9a-f]{64}")


class ImagePdq(SignalType):
    """64 hex digits; distance is the share of bits that differ. Pictures of too little quality have none."""

    same_within: ClassVar = WITHIN_BITS / BITS
    alike: ClassVar = (("F0" * 32, "f0" * 31 + "00"), ("f0" * 32, "f0" * 25 + "00" * 7))
    unlike: ClassVar = (("f0" * 32, "f0" * 24 + "00" * 8), ("f0" * 32, "0f" * 32))

    def extract(self, content: Content) -> Iterable[str]:
        return tuple(dict.fromkeys(hashed for media in content.media for hashed in _hashes(media)))

    def canonical(self, value: str) -> str:
        written = value.strip().lower()
        if not _HASH.fullmatch(written):
            raise Invalid(f"'{value[:80]}' is no PDQ hash; write its 64 hex digits.")
        return written

    def meant(self, value: str) -> str:
        hashed = self.canonical(value)
        if not FEWEST_SET <= int(hashed, 16).bit_count() <= BITS - FEWEST_SET:
            raise Invalid(
                f"'{hashed[:16]}…' is the PDQ hash of a picture in which nothing is seen: it would match others."
            )
        return hashed

    def distance(self, one: str, other: str) -> float:
        return bits_apart(self.canonical(one), self.canonical(other)) / BITS

    def index(self, values: Sequence[str]) -> GrowingIndex:
        return _Near(self, values)

    def shown(self, example: str) -> Content:
        fingerprint = Fingerprint(type="image_pdq", value=self.canonical(example))
        return Content(media=(MediaContent(kind="image", fingerprints=(fingerprint,)),))

    def seen_in(self, value: str, content: Content) -> str:
        views = (one for media in content.media for one in media.fingerprints if one.type == "image_pdq")
        nearest = min(views, key=lambda one: bits_apart(value, one.value), default=None)
        return nearest.view if nearest else "a frame of a film" if content.media else ""

    def why(self, value: str, content: Content) -> tuple[str, ...]:
        seen = self.met_by(value, content)
        bits = bits_apart(value, seen) if seen else BITS
        return (f"{bits} of the {BITS} bits of its hash differ; up to {WITHIN_BITS} count as the same picture.",)

    def met_by(self, value: str, content: Content) -> str:
        return min(self.extract(content), key=lambda one: bits_apart(value, one), default="")

    def says(self, value: str, distance: float) -> str:
        return f"is the same picture as a known one, {round(distance * BITS)} of {BITS} bits apart"


def _hashes(media: MediaContent) -> Iterator[str]:
    """Give the hashes of a picture, and those of the frames of a film."""
    yield from media.values("image_pdq")
    for frame in media.values("video_frame"):
        yield from frame.split("-")


class _Near(GrowingIndex):
    def __init__(self, kind: ImagePdq, values: Sequence[str]) -> None:
        self._kind = kind
        self._codes = ManyCodes([(kind.canonical(value),) for value in values])

    def add(self, value: str) -> int:
        return self._codes.add((self._kind.canonical(value),))

    def remove(self, position: int) -> None:
        self._codes.remove(position)

    def find(self, content: Content) -> Iterator[tuple[int, float]]:
        near = self._codes.near(list(self._kind.extract(content)), within=WITHIN_BITS)
        nearest: dict[int, int] = {}
        for position, bits in zip(near.positions.tolist(), near.bits.tolist(), strict=True):
            nearest[position] = min(bits, nearest.get(position, BITS))
        for position, bits in nearest.items():
            yield position, bits / BITS
