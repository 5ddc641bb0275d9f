"""Pictures by the hashes of their parts, so that a cut, framed, covered or slightly turned copy is known too.

Only who has the picture can bank it this way; the value says nothing about the picture that its PDQ hash does not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from cautery.errors import Invalid
from cautery.model.content import Content, Fingerprint, Media
from cautery.signals.hamming_index import bits_apart
from cautery.signals.many_codes import ManyCodes
from cautery.signals.signal_type import Growing, SignalType

WITHIN_BITS, BITS, MOST_VIEWS = 47, 256, 128
"""Wider than for whole pictures, for a cut seldom falls on a part; what that costs in false matches: `bench/media.py`."""

_VIEWS = re.compile(r"[0-9a-f]{64}(?:-[0-9a-f]{64}){0,127}")


class ImageViews(SignalType):
    """PDQ hashes joined by dashes; distance is the share of bits in which the two nearest views differ."""

    same_within: ClassVar = WITHIN_BITS / BITS
    alike: ClassVar = (
        (f"{'f0' * 32}-{'3c' * 32}", "3C" * 32),
        (f"{'f0' * 32}-{'3c' * 32}", f"{'69' * 32}-{'3c' * 22 + '00' * 10}"),
    )
    unlike: ClassVar = ((f"{'f0' * 32}-{'3c' * 32}", "0f" * 32), ("f0" * 32, "f0" * 20 + "00" * 12))

    def extract(self, content: Content) -> Iterable[str]:
        views = ("-".join(media.values("image_pdq")[:MOST_VIEWS]) for media in content.media)
        return tuple(dict.fromkeys(value for value in views if value))

    def canonical(self, value: str) -> str:
        written = value.strip().lower()
        if not _VIEWS.fullmatch(written):
            raise Invalid(
                f"'{value[:80]}' is no list of PDQ hashes; bank the picture itself: cautery banks add-file FILE"
            )
        return "-".join(dict.fromkeys(written.split("-")))

    def distance(self, one: str, other: str) -> float:
        ours, theirs = self.canonical(one).split("-"), self.canonical(other).split("-")
        return min(bits_apart(a, b) for a in ours for b in theirs) / BITS

    def index(self, values: Sequence[str]) -> Growing:
        return _Near(self, values)

    def shown(self, example: str) -> Content:
        views = (Fingerprint(type="image_pdq", value=one) for one in self.canonical(example).split("-"))
        return Content(media=(Media(kind="image", fingerprints=tuple(views)),))

    def seen_in(self, value: str, content: Content) -> str:
        views = (one for media in content.media for one in media.fingerprints if one.type == "image_pdq")
        known = value.split("-")
        nearest = min(views, key=lambda one: min(bits_apart(part, one.value) for part in known), default=None)
        return nearest.view if nearest else ""

    def says(self, value: str, distance: float) -> str:
        return f"shows the same picture as a known one or a part of it, {round(distance * BITS)} of {BITS} bits apart"


class _Near(Growing):
    def __init__(self, kind: ImageViews, values: Sequence[str]) -> None:
        self._kind = kind
        self._codes = ManyCodes([kind.canonical(value).split("-") for value in values])

    def add(self, value: str) -> int:
        return self._codes.add(self._kind.canonical(value).split("-"))

    def remove(self, position: int) -> None:
        self._codes.remove(position)

    def find(self, content: Content) -> Iterator[tuple[int, float]]:
        asked = list(dict.fromkeys(view for value in self._kind.extract(content) for view in value.split("-")))
        near = self._codes.near(asked, within=WITHIN_BITS)
        nearest: dict[int, int] = {}
        for position, bits in zip(near.positions.tolist(), near.bits.tolist(), strict=True):
            nearest[position] = min(bits, nearest.get(position, BITS))
        for position, bits in nearest.items():
            yield position, bits / BITS
