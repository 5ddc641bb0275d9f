"""Leiden with a constant density (CPM): cuts a graph into parts that are denser inside than `density`.

A part gains by a node what ties the two, less `density` times the pairs that they make. Nodes move while they gain; each part
is then built anew from single nodes, so that it hangs together; what was built becomes the nodes of the next, smaller graph.

Source: Traag, Waltman & van Eck, "From Louvain to Leiden: guaranteeing well-connected communities", Scientific Reports 9, 2019.
The reference implementation is GPL-3.0; a test holds this one against what the reference reached on the same graphs.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix

from cautery.suspicion.networks.pairs import Flags, Integers

Floats = NDArray[np.float64]
ROUNDS = 2
"""Times that the whole is done again from what came out: the second finds what the first moved too early."""
SAME = 1e-9
"""Gains nearer to each other than rounding of sums is: a node stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedGraph:
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


def _improved(graph: WeightedGraph, part: Integers, density: float, chance: np.random.Generator) -> Integers:
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


def _graph(ties: csr_matrix, size: Floats) -> WeightedGraph:
    return WeightedGraph(
        start=ties.indptr.astype(np.int64),
        end=ties.indices.astype(np.int64),
        weight=ties.data.astype(np.float64),
        size=size,
    )


def _joined(graph: WeightedGraph, built: Integers) -> WeightedGraph:
    """Make one node of each part; ties between two parts are added up, those inside one count no more."""
    row = built[np.repeat(np.arange(graph.size.size), np.diff(graph.start))]
    column = built[graph.end]
    outside = row != column
    number = int(built.max()) + 1
    ties = coo_matrix((graph.weight[outside], (row[outside], column[outside])), shape=(number, number)).tocsr()
    return _graph(ties, np.bincount(built, graph.size, number).astype(np.float64))


@njit(cache=False, nogil=True)
def _moved(
    start: Integers, end: Integers, weight: Floats, size: Floats, part: Integers, order: Integers, density: float
) -> Integers:
    """Move each node to where it gains most, or out by itself; whoever stands beside a moved one is looked at again."""
    nodes = part.size
    part, queue, waits, everywhere = (
        part.copy(),
        order.copy(),
        np.ones(nodes, dtype=np.bool_),
        np.zeros(nodes, np.int64),
    )
    total, near, touched = _sums(part, size), np.zeros(nodes), np.zeros(nodes, np.int64)
    members = _sums(part, np.ones(nodes))
    free, empty = _none_in(members)
    head, waiting = 0, nodes
    while waiting:
        node = queue[head]
        head, waiting, waits[node] = (head + 1) % nodes, waiting - 1, False
        own, seen = part[node], _ties_to(node, start, end, weight, part, everywhere, near, touched)
        total[own] -= size[node]
        members[own] -= 1
        best, gain = own, near[own] - density * size[node] * total[own]
        for other in touched[:seen]:
            here = near[other] - density * size[node] * total[other]
            if here > gain + SAME:
                best, gain = other, here
        near[touched[:seen]] = 0.0
        if gain < -SAME:
            empty -= 1
            best = free[empty]
        if members[own] == 0 and best != own:
            free[empty], empty = own, empty + 1
        part[node], total[best], members[best] = best, total[best] + size[node], members[best] + 1
        if best != own:
            waiting = _called(node, start, end, part, queue, waits, head, waiting)
    return part


@njit(cache=False, nogil=True)
def _built(
    start: Integers, end: Integers, weight: Floats, size: Floats, part: Integers, order: Integers, density: float
) -> Integers:
    """Build each part anew from single nodes, of those that hang well together with the rest of their part."""
    nodes = part.size
    near, touched, built = np.zeros(nodes), np.zeros(nodes, np.int64), np.arange(nodes)
    whole, total, alone = _sums(part, size), size.copy(), np.ones(nodes, dtype=np.bool_)
    outward = _inside(start, end, weight, part)
    for node in order:
        rest = whole[part[node]]
        if not alone[node] or outward[node] < density * size[node] * (rest - size[node]):
            continue
        seen, best, gain = _ties_to(node, start, end, weight, built, part, near, touched), node, 0.0
        for other in touched[:seen]:
            here = near[other] - density * size[node] * total[other]
            if here > gain and outward[other] >= density * total[other] * (rest - total[other]):
                best, gain = other, here
        if best != node:
            outward[best] += outward[node] - 2 * near[best]
            total[best] += size[node]
            built[node], alone[best], total[node] = best, False, 0.0
        near[touched[:seen]] = 0.0
    return built


@njit(cache=False, nogil=True)
def _ties_to(
    node: int,
    start: Integers,
    end: Integers,
    weight: Floats,
    label: Integers,
    within: Integers,
    near: Floats,
    touched: Integers,
) -> int:
    """Add up a node's ties by the label of their other end, inside its part of `within`; say how many labels there are."""
    seen = 0
    for at in range(start[node], start[node + 1]):
        if within[end[at]] == within[node]:
            other = label[end[at]]
            if near[other] == 0:
                touched[seen] = other
                seen += 1
            near[other] += weight[at]
    return seen


@njit(cache=False, nogil=True)
def _called(
    node: int,
    start: Integers,
    end: Integers,
    part: Integers,
    queue: Integers,
    waits: Flags,
    head: int,
    waiting: int,
) -> int:
    """Put those beside a moved node, who are not where it went, into the queue; say how many wait."""
    for other in end[start[node] : start[node + 1]]:
        if not waits[other] and part[other] != part[node]:
            queue[(head + waiting) % queue.size] = other
            waiting, waits[other] = waiting + 1, True
    return waiting


@njit(cache=False, nogil=True)
def _sums(part: Integers, size: Floats) -> Floats:
    total = np.zeros(part.size)
    for node in range(part.size):
        total[part[node]] += size[node]
    return total


@njit(cache=False, nogil=True)
def _none_in(members: Floats) -> tuple[Integers, int]:
    """Give the numbers of parts that nobody is in, with room for all, and how many they are."""
    free, empty = np.zeros(members.size, np.int64), 0
    for number in range(members.size):
        if members[number] == 0:
            free[empty], empty = number, empty + 1
    return free, empty


@njit(cache=False, nogil=True)
def _inside(start: Integers, end: Integers, weight: Floats, part: Integers) -> Floats:
    """Add up each node's ties to the rest of its part."""
    inside = np.zeros(part.size)
    for node in range(part.size):
        for at in range(start[node], start[node + 1]):
            if part[end[at]] == part[node]:
                inside[node] += weight[at]
    return inside
