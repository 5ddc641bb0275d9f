"""Everybody has a place of their own on the picture, the same each time, and those next to each other stand near."""

import math
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.console.graph import BETWEEN_NODES, MOST_NAMED, drawn
from cautery.pipeline.connections.connections import Connections, Edge
from cautery.schemas.networks import AccountSummary
from tests.world import person


def somebody(name: str) -> AccountSummary:
    return AccountSummary(account=person(name), handle=None, decision=None, waits=None)


def around(*sizes: int) -> Connections:
    """Rings of so many, each tied to somebody of the ring before."""
    rings = [[somebody("centre")], *([somebody(f"{ring} {n}") for n in range(size)] for ring, size in enumerate(sizes))]
    edges = [
        Edge(one=one.account, other=inner[n % len(inner)].account, through=("link",), occasions=1)
        for inner, ring in pairwise(rings)
        for n, one in enumerate(ring)
    ]
    return Connections(centre=rings[0][0], rings=tuple(map(tuple, rings[1:])), edges=tuple(edges), more=0)


@given(st.lists(st.integers(1, 90), max_size=3))
@settings(max_examples=40)
def test_nobody_stands_on_somebody_else_and_all_stand_inside(sizes: list[int]) -> None:
    graph = drawn(around(*sizes))

    assert len(graph.nodes) == 1 + sum(sizes)
    assert all(math.dist((a.x, a.y), (b.x, b.y)) > BETWEEN_NODES / 2 for a, b in combinations(graph.nodes, 2))
    assert all(math.hypot(node.x, node.y) < graph.half_height < graph.half_width for node in graph.nodes)


def test_the_same_surroundings_give_the_same_picture() -> None:
    assert drawn(around(7, 9)) == drawn(around(7, 9))


def test_the_centre_is_in_the_middle_and_its_ties_end_there() -> None:
    graph = drawn(around(3, 3))

    assert [(node.x, node.y) for node in graph.nodes if node.centre] == [(0, 0)]
    assert [line.near for line in graph.lines] == [True] * 3 + [False] * 3


def test_where_there_is_no_room_names_are_shown_when_asked_for() -> None:
    assert all(node.named for node in drawn(around(MOST_NAMED)).nodes)
    assert [node.named for node in drawn(around(MOST_NAMED + 1)).nodes].count(False) == MOST_NAMED + 1
