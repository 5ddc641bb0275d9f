"""Texts as sets of letter shingles, and their resemblance estimated (MinHash, Broder 1997).

Many texts go through a native loop (`minhash_kernel`), which is loaded for the first of them; a few do not wait for it.
"""

from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cautery.kit.extras import is_installed

SHINGLE = 5
"""Letters in a row."""
MINIMA = 128
BANDS = 32
"""Bands of four minima: two texts of resemblance 0.6 meet in at least one with a chance of 0.988, of 0.7 with 0.9998."""
FEW_LETTERS = 10_000
"""Letters that are hashed before a native loop would be ready."""

Hashes = NDArray[np.uint64]
_SEEDS = np.random.default_rng(20160205).integers(1, 2**32, size=(2, MINIMA), dtype=np.uint64).astype(np.uint32) | 1


def shingles(text: str) -> frozenset[str]:
    """Give the shingles of a text, the obvious way: the judge of the quick one."""
    return frozenset(text[i : i + SHINGLE] for i in range(len(text) - SHINGLE + 1))


def resemblance(one: str, other: str) -> float:
    """Give the exact Jaccard resemblance of two texts' shingles, 0..1; 0 when either has none."""
    a, b = shingles(one), shingles(other)
    return len(a & b) / len(a | b) if a and b else 0.0


def bands_of(texts: Sequence[str]) -> Hashes:
    """Give each text's band keys: (texts, BANDS). Two texts that share a key in the same band may resemble each other."""
    joined = "".join(texts)
    points = np.frombuffer(joined.encode("utf-32-le", errors="surrogatepass"), dtype=np.uint32)
    ends = np.cumsum([len(text) for text in texts], dtype=np.int64) if texts else np.zeros(0, dtype=np.int64)
    if points.size <= FEW_LETTERS or not is_installed("numba"):
        return _plain_bands(points, ends)
    native: Hashes = import_module("cautery.signals.minhash_kernel").native_bands(points, ends, _SEEDS[0], _SEEDS[1])
    return native


def _plain_bands(points: NDArray[np.uint32], ends: NDArray[np.int64]) -> Hashes:
    """Give the same keys without a native loop, which takes two seconds to be made ready: enough for a case's texts."""
    keys = np.empty((ends.size, BANDS), dtype=np.uint64)
    for text, (begin, end) in enumerate(pairwise((0, *ends.tolist()))):
        minima = np.full(MINIMA, 0xFFFFFFFF, dtype=np.uint32)
        runs = max(0, end - begin - SHINGLE + 1)
        mixed = np.full(runs, 0xCBF29CE484222325, dtype=np.uint64)
        for letter in range(SHINGLE):
            mixed = (mixed ^ points[begin + letter : begin + letter + runs]) * np.uint64(0x100000001B3)
        mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
        for shingle in np.unique((mixed >> np.uint64(32)).astype(np.uint32)):
            np.minimum(minima, _SEEDS[0] * shingle + _SEEDS[1], out=minima)
        key = np.arange(1, BANDS + 1, dtype=np.uint64)
        for row in minima.reshape(BANDS, -1).T:
            key = (key ^ row) * np.uint64(0x9E3779B97F4A7C15)
            key ^= key >> np.uint64(31)
        keys[text] = key
    return keys
