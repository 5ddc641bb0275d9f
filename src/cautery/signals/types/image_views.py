"""Pictures by the hashes of their parts and by their outline, so that a cut, framed, covered or turned copy is known too.

Parts that are as near as whole pictures must be are the same. Cuts seldom fall on a part; so parts that are farther apart
count too, when the outline of the one picture also lies over that of the other.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import ClassVar

import numpy as np

from cautery.errors import Invalid
from cautery.model.content import Content, Fingerprint, MediaContent
from cautery.signals.hamming_index import bits_apart
from cautery.signals.laid_over import LEAST_ALIKE, Overlap, laid_over
from cautery.signals.many_codes import ManyCodes
from cautery.signals.outlines import outline_of, read, written
from cautery.signals.signal_type import GrowingIndex, SignalType

WITHIN_BITS, ALONE_WITHIN_BITS, BITS = 60, 31, 256
"""Beyond the second the outlines must agree too; chosen on pictures that `bench/media.py` does not use."""
MOST_VIEWS, MOST_COMPARED = 1024, 12
"""Only so many known pictures, those of the nearest hashes, are held against one that is asked about."""

_VALUE = re.compile(r"([0-9a-f]{64}(?:-[0-9a-f]{64}){0,255})((?:~[\w-]{683}){0,8})", re.ASCII)


def _drawn(seed: int) -> str:
    points = np.random.default_rng(seed).integers(0, 256, (16, 16))
    return written(outline_of(np.kron(points, np.ones((4, 4))).astype(np.float32)))


_ONE, _OTHER = _drawn(1), _drawn(2)


class ImageViews(SignalType):
    """PDQ hashes joined by dashes, and outlines, each after a ~; distance is the share of bits in which the nearest differ."""

    same_within: ClassVar = WITHIN_BITS / BITS
    alike: ClassVar = (
        (f"{'f0' * 32}-{'3c' * 32}", "3C" * 32),
        (f"{'f0' * 32}-{'3c' * 32}~{_ONE}", f"{'69' * 32}-{'3c' * 22 + '00' * 10}~{_OTHER}~{_ONE}"),
    )
    unlike: ClassVar = (
        (f"{'f0' * 32}-{'3c' * 32}", f"{'3c' * 22}{'00' * 10}"),
        (f"{'3c' * 32}~{_ONE}", f"{'3c' * 22}{'00' * 10}~{_OTHER}"),
    )

    def extract(self, content: Content) -> Iterable[str]:
        return tuple(dict.fromkeys(filter(None, map(_value, content.media))))

    def canonical(self, value: str) -> str:
        parts = _VALUE.fullmatch(_lowered(value.strip()))
        if not parts or not all(map(_is_outline, _outlines(value.strip()))):
            raise Invalid(
                f"'{value[:80]}' is no list of PDQ hashes; bank the picture itself: cautery banks add-file FILE"
            )
        return "-".join(dict.fromkeys(parts[1].split("-"))) + parts[2]

    def distance(self, one: str, other: str) -> float:
        ours, theirs = self.canonical(one), self.canonical(other)
        bits = _bits(ours, theirs)
        return bits / BITS if _same(ours, theirs, bits) else 1.0

    def index(self, values: Sequence[str]) -> GrowingIndex:
        return _Near(self, values)

    def shown(self, example: str) -> Content:
        value = self.canonical(example)
        marks = [Fingerprint(type="image_pdq", value=one) for one in _hashes(value)]
        marks += [Fingerprint(type="image_outline", value=one) for one in _outlines(value)]
        return Content(media=(MediaContent(kind="image", fingerprints=tuple(marks)),))

    def seen_in(self, value: str, content: Content) -> str:
        views = (one for media in content.media for one in media.fingerprints if one.type == "image_pdq")
        known = _hashes(value)
        nearest = min(views, key=lambda one: min(bits_apart(part, one.value) for part in known), default=None)
        return nearest.view if nearest else ""

    def why(self, value: str, content: Content) -> tuple[str, ...]:
        seen = self.met_by(value, content)
        if not seen:
            return ()
        bits = _bits(value, seen)
        cover = _cover(seen, value)
        if cover is None:
            return (f"{bits} of the {BITS} bits of a part's hash differ; up to {ALONE_WITHIN_BITS} count as the same.",)
        left, top, right, bottom = cover.shows
        turned = f", {cover.turned}" if cover.turned else ""
        return (
            f"{bits} of the {BITS} bits of the nearest parts' hashes differ; up to {ALONE_WITHIN_BITS} count, and up to "
            f"{WITHIN_BITS} when the outlines agree.",
            f"Laid over the known picture{turned}, {cover.over:.0%} of it lies inside, and what is lighter and darker there "
            f"agrees by {cover.alike:.2f}; {LEAST_ALIKE} is needed.",
            f"It shows the known picture from {left:.0%} to {right:.0%} of its width and from {top:.0%} to {bottom:.0%} of "
            "its height.",
        )

    def met_by(self, value: str, content: Content) -> str:
        return min(self.extract(content), key=lambda one: _bits(value, one), default="")

    def says(self, value: str, distance: float) -> str:
        return f"shows the same picture as a known one or a part of it, {round(distance * BITS)} of {BITS} bits apart"


class _Near(GrowingIndex):
    def __init__(self, kind: ImageViews, values: Sequence[str]) -> None:
        self._kind = kind
        self._values = [kind.canonical(value) for value in values]
        self._codes = ManyCodes([_hashes(value) for value in self._values])

    def add(self, value: str) -> int:
        self._values.append(self._kind.canonical(value))
        return self._codes.add(_hashes(self._values[-1]))

    def remove(self, position: int) -> None:
        self._codes.remove(position)
        self._values[position] = ""

    def find(self, content: Content) -> Iterator[tuple[int, float]]:
        best: dict[int, float] = {}
        for asked in self._kind.extract(content):
            for position, bits in self._near(asked):
                best[position] = min(bits / BITS, best.get(position, 1.0))
        yield from best.items()

    def _near(self, asked: str) -> Iterator[tuple[int, int]]:
        near = self._codes.near(_hashes(asked), within=WITHIN_BITS)
        nearest: dict[int, int] = {}
        for position, bits in zip(near.positions.tolist(), near.bits.tolist(), strict=True):
            nearest[position] = min(bits, nearest.get(position, BITS))
        for at, (position, bits) in enumerate(sorted(nearest.items(), key=lambda pair: (pair[1], pair[0]))):
            if at < MOST_COMPARED and _same(asked, self._values[position], bits):
                yield position, bits


def _same(one: str, other: str, bits: int) -> bool:
    """Tell whether two pictures whose nearest parts are some bits apart are the same."""
    if bits <= ALONE_WITHIN_BITS or bits > WITHIN_BITS:
        return bits <= ALONE_WITHIN_BITS
    cover = _cover(one, other)
    return cover is not None and cover.same


def _bits(one: str, other: str) -> int:
    return min(bits_apart(a, b) for a in _hashes(one) for b in _hashes(other))


@lru_cache(maxsize=256)
def _cover(asked: str, known: str) -> Overlap | None:
    """Lay the outlines of two pictures over each other, with borders and without; None when either has none."""
    best: Overlap | None = None
    for one in _outlines(asked):
        for other in _outlines(known):
            found = laid_over(read(one), read(other))
            if found.same:
                return found
            best = found if best is None or found.alike > best.alike else best
    return best


def _value(media: MediaContent) -> str:
    hashes = media.values("image_pdq")[:MOST_VIEWS]
    return "~".join(("-".join(hashes), *media.values("image_outline"))) if hashes else ""


def _lowered(value: str) -> str:
    """Write hashes in small letters; outlines stay as they are."""
    hashes, mark, outlines = value.partition("~")
    return hashes.lower() + mark + outlines


def _hashes(canonical: str) -> list[str]:
    return canonical.partition("~")[0].split("-")


def _outlines(canonical: str) -> list[str]:
    return canonical.split("~")[1:]


def _is_outline(text: str) -> bool:
    try:
        return written(read(text)) == text
    except ValueError:
        return False
