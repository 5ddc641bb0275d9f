"""The native loop of MinHash: one pass over code points, 128 minima a text, about a microsecond a post.

numba saves us a C extension.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from cautery.signals.minhash import BANDS, MINIMA, SHINGLE, Hashes


@njit(cache=False, nogil=True)
def native_bands(
    points: NDArray[np.uint32], ends: NDArray[np.int64], factors: NDArray[np.uint32], terms: NDArray[np.uint32]
) -> Hashes:
    keys = np.empty((ends.size, BANDS), dtype=np.uint64)
    minima = np.empty(MINIMA, dtype=np.uint32)
    begin = 0
    for text in range(ends.size):
        minima[:] = np.uint32(0xFFFFFFFF)
        for at in range(begin, ends[text] - SHINGLE + 1):
            mixed = np.uint64(0xCBF29CE484222325)
            for letter in range(SHINGLE):
                mixed = (mixed ^ np.uint64(points[at + letter])) * np.uint64(0x100000001B3)
            mixed ^= mixed >> np.uint64(29)
            mixed *= np.uint64(0xBF58476D1CE4E5B9)
            shingle = np.uint32(mixed >> np.uint64(32))
            for j in range(MINIMA):
                value = np.uint32(factors[j] * shingle + terms[j])
                minima[j] = min(minima[j], value)
        begin = ends[text]
        rows = MINIMA // BANDS
        for band in range(BANDS):
            key = np.uint64(band + 1)
            for row in range(rows):
                key = (key ^ np.uint64(minima[band * rows + row])) * np.uint64(0x9E3779B97F4A7C15)
                key ^= key >> np.uint64(31)
            keys[text, band] = key
    return keys
