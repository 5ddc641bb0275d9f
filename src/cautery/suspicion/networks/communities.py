"""Groups of accounts that hang together by more than one tie each.

Accounts with a single tie are pruned first: one accidental tie would else merge two groups. What hangs together is a group;
only what is too large to be one is cut, by Leiden (Traag, Waltman & van Eck 2019) with a constant density (CPM), which has no
size that it prefers and gives connected parts.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numba import njit
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components

from cautery.suspicion.networks.leiden import leiden
from cautery.suspicion.networks.pairs import Flags, Integers, members

FEWEST_MEMBERS = 5
"""Fewer are perhaps one hand and its spare accounts: who is behind them is asked elsewhere."""
LEAST_TIES = 2
LARGE = 30
"""Members above which a group is looked at for parts."""
LOOSE, TIGHT = 0.05, 0.2
"""Shares of a part's pairs that must be tied: between groups fewer are, in a core inside a crowd more than the second."""
SEED = 2019


def groups_of(pair: Integers) -> tuple[list[Integers], list[Integers]]:
    """Give the groups that ties make, cut loosely and tightly; the largest first, accounts sorted."""
    if not pair.size:
        return [], []
    names, ends = np.unique(np.concatenate(members(pair)), return_inverse=True)
    one, two = ends.reshape(2, -1)
    both = (np.concatenate([one, two]), np.concatenate([two, one]))
    graph = coo_matrix((np.ones(2 * pair.size), both), shape=(names.size, names.size)).tocsr()
    loose = [part for whole in _whole(graph, np.arange(names.size)) for part in _cut(graph, whole, LOOSE)]
    tight = [part for whole in loose for part in _cut(graph, whole, TIGHT)]
    return _named(loose, names), _named(tight, names)


def _named(parts: Sequence[Integers], names: Integers) -> list[Integers]:
    return sorted((names[np.sort(part)] for part in parts), key=lambda part: (-part.size, part[0]))


def _cut(graph: csr_matrix, whole: Integers, density: float) -> Iterator[Integers]:
    if whole.size <= LARGE:
        yield whole
        return
    inside = graph[whole][:, whole]
    for part in _parts(leiden(inside, density=density, seed=SEED)):
        yield from _whole(inside[part][:, part], whole[part])


def _whole(graph: csr_matrix, names: Integers) -> Iterator[Integers]:
    """Prune, and give what hangs together."""
    ties = np.diff(graph.indptr).astype(np.int64)
    kept = np.flatnonzero(_core(graph.indptr.astype(np.int64), graph.indices.astype(np.int64), ties, LEAST_TIES))
    for part in _parts(connected_components(graph[kept][:, kept], directed=False)[1]):
        yield names[kept[part]]


def _parts(label: Integers) -> list[Integers]:
    """Give who has the same label, where they are enough, each sorted."""
    order = np.argsort(label, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(label[order])) + 1)
    return [part for part in parts if part.size >= FEWEST_MEMBERS]


@njit(cache=False, nogil=True)
def _core(start: Integers, end: Integers, ties: Integers, least: int) -> Flags:
    """Tell who stays when all with fewer ties than `least` go, and then all who have fewer by that, and so on."""
    kept, going, waiting = np.ones(ties.size, dtype=np.bool_), np.zeros(ties.size, dtype=np.int64), 0
    for node in range(ties.size):
        if ties[node] < least:
            kept[node], going[waiting] = False, node
            waiting += 1
    while waiting:
        waiting -= 1
        node = going[waiting]
        for at in range(start[node], start[node + 1]):
            other = end[at]
            ties[other] -= 1
            if kept[other] and ties[other] < least:
                kept[other], going[waiting] = False, other
                waiting += 1
    return kept
