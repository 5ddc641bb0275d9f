"""Recordings by their Chromaprint values, as `fpcalc -raw` writes them: whole ones, and cuts of half a minute from within."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

import numpy as np

from cautery.errors import Invalid
from cautery.model.content import Content, Fingerprint, MediaContent
from cautery.signals.print_index import Print, PrintIndex, apart
from cautery.signals.signal_type import Index, SignalType

MOST_VALUES = 200_000
VALUES_A_SECOND = 11_025 / 1365
_TUNE = ",".join(str(2654435761 * step % 2**32) for step in range(1, 101))
_CHANGED = ",".join(str(2654435761 * step % 2**32 ^ (0x01010101 if step % 2 else 0)) for step in range(11, 101))
_ANOTHER = ",".join(str(2246822519 * step % 2**32) for step in range(7, 107))


class AudioPrint(SignalType):
    """Numbers of 32 bits, eight a second; distance is the share of bits that differ where one lies best over the other."""

    same_within: ClassVar = 0.25
    alike: ClassVar = ((_TUNE, _CHANGED), ("1, 2,3", "1,2,3"))
    unlike: ClassVar = ((_TUNE, _ANOTHER), ("1,2,3", "4294967295,4294967295"))

    def extract(self, content: Content) -> Iterable[str]:
        return tuple(dict.fromkeys(value for media in content.media for value in media.values("audio_print")))

    def canonical(self, value: str) -> str:
        return ",".join(map(str, _numbers(value)))

    def distance(self, one: str, other: str) -> float:
        return apart(_print(one), _print(other))

    def index(self, values: Sequence[str]) -> Index:
        return _Recordings(self, values)

    def shown(self, example: str) -> Content:
        fingerprint = Fingerprint(type="audio_print", value=self.canonical(example))
        return Content(media=(MediaContent(kind="audio", fingerprints=(fingerprint,)),))

    def seen_in(self, value: str, content: Content) -> str:
        views = [
            fingerprint
            for media in content.media
            for fingerprint in media.fingerprints
            if fingerprint.type == "audio_print"
        ]
        found = dict(PrintIndex([_print(view.value) for view in views]).find(_print(value), within=1))
        return views[min(found, key=lambda place: found[place])].view if found else ""

    def why(self, value: str, content: Content) -> tuple[str, ...]:
        known, views = _print(value), list(self.extract(content))
        found = min(
            PrintIndex([_print(view) for view in views]).places(known, within=1),
            key=lambda place: place.apart,
            default=None,
        )
        if found is None:
            return ()
        begins = -found.shift / VALUES_A_SECOND
        where = f"from its second {begins:.0f} on" if begins >= 0 else f"from {-begins:.0f} seconds before it begins"
        return (
            f"Laid over the known recording {where}, {found.apart:.0%} of the bits differ; up to {self.same_within:.0%} "
            "count as the same.",
        )

    def says(self, value: str, distance: float) -> str:
        return f"sounds like a known recording or a part of it, {distance:.0%} of the bits apart"


class _Recordings(Index):
    def __init__(self, kind: AudioPrint, values: Sequence[str]) -> None:
        self._kind, self._index = kind, PrintIndex([_print(value) for value in values])

    def find(self, content: Content) -> Iterator[tuple[int, float]]:
        best: dict[int, float] = {}
        for value in self._kind.extract(content):
            for position, distance in self._index.find(_print(value), within=self._kind.same_within):
                best[position] = min(distance, best.get(position, 1.0))
        yield from best.items()


def _print(value: str) -> Print:
    return np.array(_numbers(value), dtype=np.uint32)


def _numbers(value: str) -> list[int]:
    try:
        numbers = [int(part) for part in value.split(",")]
    except ValueError:
        numbers = []
    if not 0 < len(numbers) <= MOST_VALUES or min(numbers) < 0 or max(numbers) >= 2**32:
        raise Invalid(f"'{value[:80]}' is no audio print; write the numbers that `fpcalc -raw -length 0` gives.")
    return numbers
