"""Leiden with a constant density (CPM): cuts a graph into parts that are denser inside than `density`.

A part gains by a node what ties it to it, less `density` times the pairs that it makes with it. Nodes move while they gain; each
part is then built anew from single nodes, so that it hangs together; what was built becomes the nodes of the next, smaller graph.

Source: Traag, Waltman & van Eck, "From Louvain to Leiden: guaranteeing well-connected communities", Scientific Reports 9 (2019).
The reference implementation is GPL-3.0; a test holds this one against the optimum of small graphs and against planted parts.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix

from cautery.suspicion.networks.pairs import Integers

Floats = NDArray[np.float64]
ROUNDS = 2
"""Times that the whole is done again from what came out: the second finds what the first moved too early."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Ties both ways, row by row, without those of a node to itself; and how many accounts each node stands for."""

    start: Integers
    end: Integers
    weight: Floats
    size: Floats


def leiden(ties: csr_matrix, *, density: float, seed: int) -> Integers:
    """Give the number of each node's part, from 0 without gaps.

    Args:
        ties: symmetric weights, without a diagonal.
        density: what ties a pair of nodes must have on the average to be of one part, in 0..1 for weights of 1.
        seed: of the order in which nodes are looked at.
    """
    chance = np.random.default_rng(seed)
    part = np.arange(ties.shape[0], dtype=np.int64)
    whole = _graph(ties, np.ones(part.size))
    for _ in range(ROUNDS):
        part = _improved(whole, part, density, chance)
    return part


def _improved(graph: Graph, part: Integers, density: float, chance: np.random.Generator) -> Integers:
    """Move, build anew and join, until no node of the smallest graph is joined to another."""
    of = np.arange(part.size)  # the node of the present graph that each node of the first one became
    while True:
        part = _numbered(_moved(graph.start, graph.end, graph.weight, graph.size, part, _order(part, chance), density))
        built = _numbered(_built(graph.start, graph.end, graph.weight, graph.size, part, _order(part, chance), density))
        if built.max(initial=-1) + 1 == part.size:
            return _numbered(part[of])
        first = np.unique(built, return_index=True)[1]
        graph, part, of = _joined(graph, built), part[first], built[of]


def _order(part: Integers, chance: np.random.Generator) -> Integers:
    return chance.permutation(part.size).astype(np.int64)


def _numbered(part: Integers) -> Integers:
    return np.unique(part, return_inverse=True)[1].astype(np.int64)


def _graph(ties: csr_matrix, size: Floats) -> Graph:
    return Graph(
        start=ties.indptr.astype(np.int64),
        end=ties.indices.astype(np.int64),
        weight=ties.data.astype(np.float64),
        size=size,
    )


def _joined(graph: Graph, built: Integers) -> Graph:
    """Make one node of each part; ties between two parts are added up, those inside one count no more."""
    row = built[np.repeat(np.arange(graph.size.size), np.diff(graph.start))]
    column = built[graph.end]
    outside = row != column
    number = int(built.max()) + 1
    ties = coo_matrix((graph.weight[outside], (row[outside], column[outside])), shape=(number, number)).tocsr()
    return _graph(ties, np.bincount(built, graph.size, number))


@njit(cache=False, nogil=True)
def _moved(
    start: Integers, end: Integers, weight: Floats, size: Floats, part: Integers, order: Integers, density: float
) -> Integers:
    """Move each node to where it gains most, or out by itself; whoever stands beside a moved one is looked at again."""
    nodes = part.size
    part, queue, waits = part.copy(), order.copy(), np.ones(nodes, dtype=np.bool_)
    total, near, touched = np.zeros(nodes), np.zeros(nodes), np.zeros(nodes, dtype=np.int64)
    members = np.zeros(nodes, dtype=np.int64)
    for node in range(nodes):
        total[part[node]] += size[node]
        members[part[node]] += 1
    free, empty = np.zeros(nodes, dtype=np.int64), 0
    for number in range(nodes):
        if members[number] == 0:
            free[empty], empty = number, empty + 1
    head, waiting = 0, nodes
    while waiting:
        node = queue[head]
        head, waiting, waits[node] = (head + 1) % nodes, waiting - 1, False
        seen, own = 0, part[node]
        for at in range(start[node], start[node + 1]):
            other = part[end[at]]
            if near[other] == 0:
                touched[seen] = other
                seen += 1
            near[other] += weight[at]
        total[own] -= size[node]
        members[own] -= 1
        best, gain = own, near[own] - density * size[node] * total[own]
        for number in range(seen):
            other = touched[number]
            here = near[other] - density * size[node] * total[other]
            if here > gain + 1e-9:
                best, gain = other, here
            near[other] = 0.0
        if gain < -1e-9:
            empty -= 1
            best = free[empty]
        if members[own] == 0 and best != own:
            free[empty], empty = own, empty + 1
        part[node] = best
        total[best] += size[node]
        members[best] += 1
        if best != own:
            for at in range(start[node], start[node + 1]):
                other = end[at]
                if not waits[other] and part[other] != best:
                    queue[(head + waiting) % nodes] = other
                    waiting, waits[other] = waiting + 1, True
    return part


@njit(cache=False, nogil=True)
def _built(
    start: Integers, end: Integers, weight: Floats, size: Floats, part: Integers, order: Integers, density: float
) -> Integers:
    """Build each part anew from single nodes, of those that hang well together with the rest of their part."""
    nodes = part.size
    whole, outward, total, near = np.zeros(nodes), np.zeros(nodes), size.copy(), np.zeros(nodes)
    touched, built, alone = np.zeros(nodes, dtype=np.int64), np.arange(nodes), np.ones(nodes, dtype=np.bool_)
    for node in range(nodes):
        whole[part[node]] += size[node]
        for at in range(start[node], start[node + 1]):
            if part[end[at]] == part[node]:
                outward[node] += weight[at]
    for node in order:
        rest = whole[part[node]]
        if not alone[node] or outward[node] < density * size[node] * (rest - size[node]):
            continue
        seen = 0
        for at in range(start[node], start[node + 1]):
            if part[end[at]] == part[node]:
                other = built[end[at]]
                if near[other] == 0:
                    touched[seen] = other
                    seen += 1
                near[other] += weight[at]
        best, gain = node, 0.0
        for number in range(seen):
            other = touched[number]
            here = near[other] - density * size[node] * total[other]
            if here > gain and outward[other] >= density * total[other] * (rest - total[other]):
                best, gain = other, here
        if best != node:
            outward[best] += outward[node] - 2 * near[best]
            total[best] += size[node]
            total[node] = 0.0
            built[node], alone[best] = best, False
        for number in range(seen):
            near[touched[number]] = 0.0
    return built
