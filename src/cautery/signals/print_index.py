"""Known recordings by their Chromaprint values, ready to be met again whole or in part.

Where a recording and a known one have some values in common at the same shift, they are laid over each other and all of
their bits are compared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Print = NDArray[np.uint32]

FEWEST_OVER = 60
"""Values (some seven seconds) that must lie over each other, unless the shorter recording has fewer."""
SHIFTS_TRIED = 3
LEAST_VOTES, FEWEST_FOR_ONE_VOTE = 2, 8
"""Values that must agree at one shift; one is enough for a short recording of at least so many values (four seconds)."""
SHORT_WITHIN = 0.18
"""A recording of fewer than `FEWEST_OVER` values must be nearer: others of four seconds came to .26 of the bits."""
LARGEST_SHARE = 0.02
"""A value that is in this share of all places (a silence, a tone) tells no recordings apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintAlignment:
    """How a recording lies over a known one."""

    position: int
    apart: float
    """Share of the bits that differ."""
    shift: int
    """At which value of the known one it begins."""


class PrintIndex:
    """Recordings by position."""

    def __init__(self, prints: Sequence[Print]) -> None:
        """Take the recordings' values."""
        self._prints = list(prints)
        sizes = [one.size for one in prints]
        values = np.concatenate(self._prints) if prints else np.zeros(0, dtype=np.uint32)
        self._order = np.argsort(values, kind="stable")
        self._values = values[self._order]
        self._owners = np.repeat(np.arange(len(prints)), sizes)[self._order]
        offsets = [np.arange(size) for size in sizes]
        self._offsets = (np.concatenate(offsets) if offsets else np.zeros(0, dtype=np.int64))[self._order]

    def find(self, asked: Print, *, within: float) -> Iterator[tuple[int, float]]:
        """Give (position, share of bits that differ) for each recording that is, or is in, or holds what is asked about."""
        for place in self.places(asked, within=within):
            yield place.position, place.apart

    def places(self, asked: Print, *, within: float) -> Iterator[PrintAlignment]:
        """Give where what is asked about lies best over each recording."""
        for position, shifts in self._shifts(asked):
            apart, shift = min((laid_over(asked, self._prints[position], shift), shift) for shift in shifts)
            short = min(asked.size, self._prints[position].size) < FEWEST_OVER
            if apart <= (min(within, SHORT_WITHIN) if short else within):
                yield PrintAlignment(position=position, apart=apart, shift=shift)

    def _shifts(self, asked: Print) -> Iterator[tuple[int, list[int]]]:
        """Give for each recording the shifts at which most values agree."""
        first = np.searchsorted(self._values, asked, side="left")
        counts = np.searchsorted(self._values, asked, side="right") - first
        counts[counts > max(50, LARGEST_SHARE * self._values.size)] = 0
        starts = np.repeat(first - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
        places = starts + np.arange(counts.sum())
        shifts = self._offsets[places] - np.repeat(np.arange(asked.size), counts)
        needed = 1 if FEWEST_FOR_ONE_VOTE <= asked.size < FEWEST_OVER else min(LEAST_VOTES, asked.size)
        pairs, votes = np.unique(np.stack([self._owners[places], shifts]), axis=1, return_counts=True)
        for position in np.unique(pairs[0]):
            own = np.flatnonzero(pairs[0] == position)
            best = own[np.argsort(-votes[own], kind="stable")[:SHIFTS_TRIED]]
            if votes[best[0]] >= needed:
                yield int(position), pairs[1, best].tolist()


def laid_over(one: Print, other: Print, shift: int) -> float:
    """Give the share of bits that differ when one begins at a place of the other; 1 when too little lies over it."""
    first, last = max(0, -shift), min(one.size, other.size - shift)
    if last - first < min(FEWEST_OVER, one.size, other.size):
        return 1.0
    differing = np.bitwise_count(one[first:last] ^ other[first + shift : last + shift])
    return float(differing.sum()) / (32 * (last - first))


def apart(one: Print, other: Print) -> float:
    """Give the least share of bits that differ at any shift: slow, and the judge of the index."""
    return min(laid_over(one, other, shift) for shift in range(1 - one.size, other.size))
