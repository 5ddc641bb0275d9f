"""What `hamming_index` asks of native loops, in NumPy: every value is compared, which is exact and takes longer.

For an installation without numba; the chains of the native loops are not kept.
"""

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint64]
Ids = NDArray[np.int32]
Met = NDArray[np.uint8]


def link_all(codes: Codes, heads: Ids, following: Ids, met: Met, first: int, end: int) -> None:
    """Keep no chains."""


def unlink(codes: Codes, heads: Ids, following: Ids, place: int) -> None:
    """Keep no chains."""


def compare_all(asked: Codes, known: Codes, used: int, within: int) -> Ids:
    """Give (row, place, bits) for each pair within a distance, by comparing with every value."""
    found = []
    for row, code in enumerate(asked):
        bits = np.bitwise_count(known[:used] ^ code).sum(axis=1, dtype=np.int32)
        places = np.flatnonzero(bits <= within)
        found.append(np.column_stack([np.full(places.size, row), places, bits[places]]).astype(np.int32))
    return np.concatenate(found) if found else np.empty((0, 3), dtype=np.int32)
