"""On how many things two accounts acted within a while, plainly counted: the usual measure, and no judgement."""

from dataclasses import dataclass

import numpy as np
from numba import njit

from cautery.suspicion.networks.chance import pair_of
from cautery.suspicion.networks.pairs import Integers


@dataclass(frozen=True, slots=True, kw_only=True)
class PairCounts:
    """Pairs of accounts, sorted, and on how many things each acted together."""

    pair: Integers
    count: Integers


def plain_counts(account: Integers, thing: Integers, at: Integers, *, window_s: int, fewest: int) -> PairCounts:
    """Count for each pair the things on which they acted within the window; those with `fewest` and more are given."""
    order = np.lexsort((at, thing))
    account, thing, at = account[order], thing[order], at[order]
    none = np.zeros((0, 2), dtype=np.int64)
    found = np.zeros((_within(account, thing, at, window_s, none), 2), dtype=np.int64)
    _within(account, thing, at, window_s, found)
    once = np.unique(np.stack([pair_of(account[found[:, 0]], account[found[:, 1]]), thing[found[:, 0]]]), axis=1)
    pair, count = np.unique(once[0], return_counts=True)
    return PairCounts(pair=pair[count >= fewest], count=count[count >= fewest])


@njit(cache=False, nogil=True)
def _within(account: Integers, thing: Integers, at: Integers, window_s: int, out: Integers) -> int:
    found = first = 0
    for here in range(account.size):
        if thing[here] != thing[first]:
            first = here
        while at[here] - at[first] > window_s:
            first += 1
        for other in range(first, here):
            if account[other] != account[here]:
                if out.shape[0]:
                    out[found, 0], out[found, 1] = other, here
                found += 1
    return found
