"""Known values that are each several hashes of 256 bits: the views of a picture, the frames of a film."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cautery.signals.hamming_index import HammingIndex, codes_of

_Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Which hash that was asked about is near which hash of which value."""

    rows: _Places
    positions: _Places
    places: _Places
    bits: _Places


class ManyCodes:
    """Values by position, each with its hashes, in one index."""

    def __init__(self, values: Sequence[Sequence[str]]) -> None:
        """Take each value's hashes."""
        self._index = HammingIndex(codes_of([code for codes in values for code in codes]))
        sizes = np.array([len(codes) for codes in values], dtype=np.int64)
        self._owners: list[int] = np.repeat(np.arange(len(values)), sizes).tolist()
        self._places: list[list[int]] = []
        first = 0
        for size in sizes.tolist():
            self._places.append(list(range(first, first + size)))
            first += size

    def add(self, hashes: Sequence[str]) -> int:
        """Take one more value."""
        position = len(self._places)
        places = [self._index.add(code) for code in codes_of(hashes)]
        self._owners += [-1] * (max(places, default=-1) + 1 - len(self._owners))
        for place in places:
            self._owners[place] = position
        self._places.append(places)
        return position

    def remove(self, position: int) -> None:
        """Let a value go."""
        for place in self._places[position]:
            self._index.remove(place)
        self._places[position] = []

    def size(self, position: int) -> int:
        """Say how many hashes a value has."""
        return len(self._places[position])

    def places_in(self, position: int, places: _Places) -> list[int]:
        """Say which hashes of a value, by their order in it, are at some places of the index."""
        own = {place: at for at, place in enumerate(self._places[position])}
        return [own[place] for place in places.tolist()]

    def near(self, hashes: Sequence[str], *, within: int) -> Pairs:
        """Give the pairs that differ in at most so many bits."""
        hits = self._index.find(codes_of(hashes), within=within)
        owners = np.array([self._owners[place] for place in hits.places.tolist()], dtype=np.int64)
        return Pairs(
            rows=hits.rows, positions=owners, places=hits.places.astype(np.int64), bits=hits.bits.astype(np.int64)
        )
