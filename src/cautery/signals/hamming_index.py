"""Known values of 256 bits, ready to be met again with some bits changed: exact, and quick to change.

Multi-index hashing (Norouzi, Punjani, Fleet 2012): a value is cut into eleven bands. When two values differ in at most 31
bits, they differ in at most two bits in ten of the bands, or in at most one in the eleventh; so few keys of each band are
asked for, and what is found is compared in full. Bands are chains, so that a value is added or taken out in microseconds.
Where so many keys would be asked for that comparing with every value is less work, that is done: the answers are the same.

numba saves us a C extension: the loops run as native code. Without it every value is compared (`hamming_plain`).
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import combinations
from math import comb
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cautery.errors import Invalid
from cautery.kit.extras import is_installed
from cautery.signals.hamming_bands import BANDS, STARTS, WORDS

NATIVE = is_installed("numba")
LOOPS: Any = import_module(f"cautery.signals.{'hamming_kernels' if NATIVE else 'hamming_plain'}")

Codes = NDArray[np.uint64]
"""(values, 4): 256 bits each."""
_Ids = NDArray[np.int32]

WIDTHS = tuple(int(STARTS[band + 1] - STARTS[band]) for band in range(BANDS))
NONE = -1
KEYS = 2 ** min(WIDTHS)
WALK = 64
"""Comparisons in a row that take as long as following one chain to a place that is not in the cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """Pairs of a row that was asked about and a place in the index, with how many bits they differ in."""

    rows: NDArray[np.int64]
    places: _Ids
    bits: _Ids


class HammingIndex:
    """Values by place: a place is given when a value is added, and is free again when it is taken out."""

    def __init__(self, codes: Codes) -> None:
        """Take values; their places are their rows."""
        room = max(1024, len(codes) + len(codes) // 8)
        self._codes: Codes = np.zeros((room, WORDS), dtype=np.uint64)
        self._next: _Ids = np.full((BANDS, room), NONE, dtype=np.int32)
        self._heads: _Ids = np.full((BANDS, _chains(room)), NONE, dtype=np.int32)
        self._met = np.zeros((BANDS, 2 ** max(WIDTHS) // 8), dtype=np.uint8)
        self._free: dict[int, None] = {}
        self._used = len(codes)
        self._codes[: len(codes)] = codes
        if len(codes):  # or the loops would be compiled for nothing
            LOOPS.link_all(self._codes, self._heads, self._next, self._met, 0, len(codes))

    def __len__(self) -> int:
        return self._used - len(self._free)

    @property
    def megabytes(self) -> float:
        """Say how much memory it takes."""
        return sum(part.nbytes for part in (self._codes, self._next, self._heads, self._met)) / 1e6

    def add(self, code: Codes) -> int:
        """Add one value and give its place."""
        place = self._free.popitem()[0] if self._free else self._used
        if place == len(self._codes):
            self._grow()
        self._codes[place] = code
        self._used = max(self._used, place + 1)
        LOOPS.link_all(self._codes, self._heads, self._next, self._met, place, place + 1)
        return place

    def remove(self, place: int) -> None:
        """Take the value at a place out."""
        if place in self._free or not 0 <= place < self._used:
            raise Invalid(f"There is no value at place {place} of this index.")
        LOOPS.unlink(self._codes, self._heads, self._next, place)
        self._free[place] = None

    def find(self, codes: Codes, *, within: int, threads: int = 1) -> Hits:
        """Give every pair that differs in at most so many bits, by row and place."""
        if not len(self) or not len(codes):
            nothing = np.zeros(0, dtype=np.int64)
            return Hits(rows=nothing, places=nothing.astype(np.int32), bits=nothing.astype(np.int32))
        parts = np.array_split(np.arange(len(codes)), max(1, min(threads, len(codes))))
        if len(parts) == 1:
            return self._find(codes, parts[0], within)
        with ThreadPoolExecutor(len(parts)) as pool:
            found = list(pool.map(lambda rows: self._find(codes, rows, within), parts))
        return Hits(
            rows=np.concatenate([one.rows for one in found]),
            places=np.concatenate([one.places for one in found]),
            bits=np.concatenate([one.bits for one in found]),
        )

    def _find(self, codes: Codes, rows: NDArray[np.int64], within: int) -> Hits:
        asked = np.ascontiguousarray(codes[rows])
        if not NATIVE or self._used <= _keys_asked(within) * (1 + WALK * self._used / KEYS):
            pairs = LOOPS.compare_all(asked, self._codes, self._used, within)
            if self._free:
                pairs = pairs[~np.isin(pairs[:, 1], list(self._free))]
        else:
            flips, ends = _flips(within)
            pairs = LOOPS.find_all(asked, self._codes, self._heads, self._next, self._met, flips, ends, within)
        order = np.lexsort((pairs[:, 1], pairs[:, 0]))
        sorted_pairs = pairs[order]
        return Hits(rows=rows[sorted_pairs[:, 0]], places=sorted_pairs[:, 1], bits=sorted_pairs[:, 2])

    def _grow(self) -> None:
        """Double the room; chains stay as they are, for they are about places."""
        room = 2 * len(self._codes)
        codes: Codes = np.zeros((room, WORDS), dtype=np.uint64)
        codes[: self._used] = self._codes[: self._used]
        following: _Ids = np.full((BANDS, room), NONE, dtype=np.int32)
        following[:, : self._used] = self._next[:, : self._used]
        self._codes, self._next = codes, following


def codes_of(values: Sequence[str]) -> Codes:
    """Read values of 64 hex digits."""
    joined = bytes.fromhex("".join(values))
    return np.frombuffer(joined, dtype=">u8").astype(np.uint64).reshape(-1, WORDS)


def bits_apart(one: str, other: str) -> int:
    """Count the bits in which two values of hex digits differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _chains(room: int) -> int:
    """Give the number of chains of a band: one or two for each value that has room, a power of two."""
    return 1 << min(max(10, (room - 1).bit_length()), min(WIDTHS))


def _allowed(within: int) -> list[int]:
    """Say how many bits may be changed in each band.

    With r(b) bits allowed in band b, no pair is missed when the sum of r(b) + 1 is more than the distance (Qin et al. 2018).
    """
    least, more = divmod(within + 1, BANDS)
    return [least if band < more else least - 1 for band in range(BANDS)]


@cache
def _keys_asked(within: int) -> int:
    """Count the keys that one question asks for."""
    return sum(comb(WIDTHS[band], size) for band, most in enumerate(_allowed(within)) for size in range(most + 1))


@cache
def _flips(within: int) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """List the changes to try on a band's key, few bits first, and where each band's end."""
    flips, ends = [], []
    for band, most in enumerate(_allowed(within)):
        for size in range(most + 1):
            flips += [sum(1 << bit for bit in chosen) for chosen in combinations(range(WIDTHS[band]), size)]
        ends.append(len(flips))
    return np.array(flips, dtype=np.uint32), np.array(ends, dtype=np.int64)
