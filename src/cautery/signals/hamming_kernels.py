"""The native loops of `hamming_index`: put values into chains, take them out, walk the chains; or compare with all.

Bit b of a value is bit b % 64 of its word b // 64; a band is the bits from one start to the next.
"""

from collections.abc import Callable
from typing import Protocol, cast

import numpy as np
from numba import njit, types
from numba.extending import intrinsic
from numpy.typing import NDArray

from cautery.signals.hamming_bands import BANDS, STARTS, WORDS

NONE = -1
BLOCK = 2048
"""Values that stay near the processor while all questions are compared with them."""

_Codes = NDArray[np.uint64]
_Ids = NDArray[np.int32]
_Met = NDArray[np.uint8]


class _Builder(Protocol):
    """The part of LLVM's instruction builder that is used here."""

    def ctpop(self, word: object) -> object: ...


@intrinsic
def _popcount(typing_context: object, word: object) -> tuple[object, Callable[..., object]]:
    def code(context: object, builder: _Builder, signature: object, arguments: tuple[object]) -> object:
        return builder.ctpop(arguments[0])

    return types.uint64(types.uint64), code


popcount = cast("Callable[[np.uint64], np.uint64]", _popcount)
"""Counts the bits of a word, by the processor's own instruction."""


@njit(nogil=True, inline="always")
def _key(codes: _Codes, place: int, band: int) -> np.int64:
    first = STARTS[band]
    word, shift = first >> 6, first & 63
    key = codes[place, word] >> np.uint64(shift)
    if shift + (STARTS[band + 1] - first) > 64:
        key |= codes[place, word + 1] << np.uint64(64 - shift)
    return np.int64(key & np.uint64((1 << (STARTS[band + 1] - first)) - 1))


@njit(nogil=True, inline="always")
def _apart(codes: _Codes, place: int, known: _Codes, other: int) -> np.int64:
    bits = np.uint64(0)
    for word in range(WORDS):
        bits += popcount(codes[place, word] ^ known[other, word])
    return np.int64(bits)


@njit(nogil=True)
def link_all(codes: _Codes, heads: _Ids, following: _Ids, met: _Met, first: int, end: int) -> None:
    """Put the values at some places at the head of their chains, and mark their keys as met."""
    last = heads.shape[1] - 1
    for band in range(BANDS):
        for place in range(first, end):
            key = _key(codes, place, band)
            met[band, key >> 3] |= np.uint8(1 << (key & 7))
            following[band, place] = heads[band, key & last]
            heads[band, key & last] = place


@njit(nogil=True)
def unlink(codes: _Codes, heads: _Ids, following: _Ids, place: int) -> None:
    """Take the value at a place out of its chains. Its keys stay marked, which costs a look and changes no answer."""
    last = heads.shape[1] - 1
    for band in range(BANDS):
        chain = _key(codes, place, band) & last
        at = heads[band, chain]
        if at == place:
            heads[band, chain] = following[band, place]
            continue
        while following[band, at] != place:
            at = following[band, at]
        following[band, at] = following[band, place]


@njit(nogil=True)
def find_all(
    asked: _Codes,
    known: _Codes,
    heads: _Ids,
    following: _Ids,
    met: _Met,
    flips: NDArray[np.uint32],
    ends: NDArray[np.int64],
    within: int,
) -> _Ids:
    """Give (row, place, bits) for each pair within a distance; each pair once."""
    room, count = 256, 0
    found = np.empty((room, 3), dtype=np.int32)
    for row in range(asked.shape[0]):
        for band in range(BANDS):
            own = _key(asked, row, band)
            for at in range(ends[band - 1] if band else 0, ends[band]):
                key = own ^ np.int64(flips[at])
                if not (met[band, key >> 3] >> np.uint8(key & 7)) & np.uint8(1):
                    continue
                place = heads[band, key & (heads.shape[1] - 1)]
                while place != NONE:
                    bits = _apart(asked, row, known, place)
                    if bits <= within and _is_here(asked, row, known, place, key, band, ends, flips):
                        if count == room:
                            room *= 2
                            larger = np.empty((room, 3), dtype=np.int32)
                            larger[:count] = found
                            found = larger
                        found[count, 0], found[count, 1], found[count, 2] = row, place, bits
                        count += 1
                    place = following[band, place]
    return found[:count]


@njit(nogil=True)
def compare_all(asked: _Codes, known: _Codes, used: int, within: int) -> _Ids:
    """Give (row, place, bits) for each pair within a distance, by comparing with every value, a block at a time."""
    room, count = 256, 0
    found = np.empty((room, 3), dtype=np.int32)
    for first in range(0, used, BLOCK):
        for row in range(asked.shape[0]):
            for place in range(first, min(used, first + BLOCK)):
                bits = _apart(asked, row, known, place)
                if bits <= within:
                    if count == room:
                        room *= 2
                        larger = np.empty((room, 3), dtype=np.int32)
                        larger[:count] = found
                        found = larger
                    found[count, 0], found[count, 1], found[count, 2] = row, place, bits
                    count += 1
    return found[:count]


@njit(nogil=True)
def _is_here(
    asked: _Codes,
    row: int,
    known: _Codes,
    place: int,
    key: np.int64,
    band: int,
    ends: NDArray[np.int64],
    flips: NDArray[np.uint32],
) -> bool:
    """Tell whether a pair belongs to this key of this band: a chain holds other keys too, and an earlier band may have it."""
    if _key(known, place, band) != key:
        return False
    for earlier in range(band):
        most = popcount(np.uint64(flips[ends[earlier] - 1]))
        if popcount(np.uint64(_key(asked, row, earlier) ^ _key(known, place, earlier))) <= most:
            return False
    return True
