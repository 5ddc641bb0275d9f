"""Groups of accounts that hang together by more than one tie each.

Accounts with a single tie are pruned first: one accidental tie would else merge two groups. What hangs together is a group;
only what is too large to be one is cut, by Leiden (Traag, Waltman & van Eck 2019) with a constant density (CPM), which has no
size that it prefers and gives connected parts.
igraph and leidenalg save us the graph algorithms, in C.
"""

from collections.abc import Iterator, Sequence

import igraph
import leidenalg
import numpy as np

from cautery.suspicion.networks.pairs import Integers, members

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
    graph = igraph.Graph(n=names.size, edges=ends.reshape(2, -1).T)
    loose = [part for whole in _whole(graph, np.arange(names.size)) for part in _cut(graph, whole, LOOSE)]
    tight = [part for whole in loose for part in _cut(graph, whole, TIGHT)]
    return _named(loose, names), _named(tight, names)


def _named(parts: Sequence[Integers], names: Integers) -> list[Integers]:
    return sorted((names[np.sort(part)] for part in parts), key=lambda part: (-part.size, part[0]))


def _cut(graph: igraph.Graph, whole: Integers, density: float) -> Iterator[Integers]:
    if whole.size <= LARGE:
        yield whole
        return
    inside = graph.induced_subgraph(whole.tolist())
    cut = leidenalg.find_partition(
        inside, leidenalg.CPMVertexPartition, resolution_parameter=density, seed=SEED, n_iterations=2
    )
    for part in cut:
        if len(part) >= FEWEST_MEMBERS:
            yield from _whole(inside.induced_subgraph(part), whole[np.array(part)])


def _whole(graph: igraph.Graph, names: Integers) -> Iterator[Integers]:
    """Prune, and give what hangs together."""
    kept = np.flatnonzero(np.array(graph.coreness()) >= LEAST_TIES)
    for part in graph.induced_subgraph(kept.tolist()).connected_components():
        if len(part) >= FEWEST_MEMBERS:
            yield names[kept[np.array(part)]]
