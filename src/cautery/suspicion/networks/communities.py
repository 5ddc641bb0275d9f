"""Groups of accounts that hang together by more than one tie each.

Accounts with a single tie are pruned first: one accidental tie would else merge two groups. What hangs together is a group;
only what is too large to be one is cut, by Leiden (Traag, Waltman & van Eck 2019) with a constant density (CPM), which has no
size that it prefers and gives connected parts.
igraph and leidenalg save us the graph algorithms, in C.
"""

from collections.abc import Iterator

import igraph
import leidenalg
import numpy as np

from cautery.suspicion.networks.pairs import Integers, members

FEWEST_MEMBERS = 5
"""Fewer are perhaps one hand and its spare accounts: who is behind them is asked elsewhere."""
LEAST_TIES = 2
LARGE = 30
"""Members above which a group is looked at for parts."""
LEAST_DENSITY = 0.05
"""Share of a part's pairs that must be tied: parts of campaigns and crowds have more, what lies between them has less."""
SEED = 2019


def groups_of(pair: Integers) -> list[Integers]:
    """Give the groups that ties make, largest first; accounts sorted."""
    if not pair.size:
        return []
    names, ends = np.unique(np.concatenate(members(pair)), return_inverse=True)
    edges = ends.reshape(2, -1).T
    graph = igraph.Graph(n=names.size, edges=edges)
    found = [names[np.sort(part)] for part in _parts(graph)]
    return sorted(found, key=lambda part: (-part.size, part[0]))


def _parts(graph: igraph.Graph) -> Iterator[Integers]:
    for whole in _whole(graph, np.arange(graph.vcount())):
        if whole.size <= LARGE:
            yield whole
            continue
        inside = graph.induced_subgraph(whole.tolist())
        cut = leidenalg.find_partition(
            inside, leidenalg.CPMVertexPartition, resolution_parameter=LEAST_DENSITY, seed=SEED, n_iterations=4
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
