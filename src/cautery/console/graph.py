"""Where accounts stand on a picture of those around one: rings around the centre, each near whom it hangs on."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cautery.model.account import Account
from cautery.pipeline.connections.connections import Connections, Edge
from cautery.schemas.networks import AccountSummary

BETWEEN_RINGS, BETWEEN_NODES = 110.0, 34.0
BESIDE, ABOVE = 130.0, 40.0
"""Room for names beside the outermost ring, and above it."""
MOST_NAMED = 40
"""Accounts of a ring that have room for their names; of more, a name is shown to whoever points at it."""
Place = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An account on the picture."""

    standing: AccountSummary
    x: float
    y: float
    centre: bool
    named: bool
    left: bool
    """Whether its name stands on its left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnEdge:
    """A tie on the picture."""

    edge: Edge
    from_x: float
    from_y: float
    to_x: float
    to_y: float
    near: bool
    """Whether it ends at the centre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphPicture:
    """The picture: nodes and lines around the centre."""

    half_width: float
    half_height: float
    nodes: tuple[Node, ...]
    lines: tuple[DrawnEdge, ...]


def drawn(around: Connections) -> GraphPicture:
    """Place everybody; the same surroundings give the same picture."""
    places: dict[Account, Place] = {around.centre.account: (0.0, 0.0)}
    nodes = [_node(around.centre, (0.0, 0.0), centre=True, named=True)]
    radius = 0.0
    for ring in around.rings:
        radius = max(radius + BETWEEN_RINGS, len(ring) * BETWEEN_NODES / math.tau)
        for standing, place in _round(ring, around.edges, places, radius):
            nodes.append(_node(standing, place, centre=False, named=len(ring) <= MOST_NAMED))
        places |= {node.standing.account: (node.x, node.y) for node in nodes}
    lines = tuple(_line(edge, places, around.centre.account) for edge in around.edges)
    return GraphPicture(half_width=radius + BESIDE, half_height=radius + ABOVE, nodes=tuple(nodes), lines=lines)


def _round(
    ring: Sequence[AccountSummary], edges: Sequence[Edge], places: Mapping[Account, Place], radius: float
) -> list[tuple[AccountSummary, Place]]:
    """Spread a ring evenly, in the order of where those stand on whom each hangs."""
    order = sorted(ring, key=lambda one: (_angle(one.account, edges, places), one.account))
    turns = [math.tau * (number + 0.25) / len(order) for number in range(len(order))]
    return [(one, (radius * math.cos(turn), radius * math.sin(turn))) for one, turn in zip(order, turns, strict=True)]


def _angle(account: Account, edges: Sequence[Edge], places: Mapping[Account, Place]) -> float:
    held = [edge.other if edge.one == account else edge.one for edge in edges if account in (edge.one, edge.other)]
    first = next((places[one] for one in held if one in places), (0.0, 0.0))
    return math.atan2(first[1], first[0]) % math.tau


def _node(standing: AccountSummary, place: Place, *, centre: bool, named: bool) -> Node:
    x, y = (round(at, 1) for at in place)
    return Node(standing=standing, x=x, y=y, centre=centre, named=named, left=x < 0)


def _line(edge: Edge, places: Mapping[Account, Place], centre: Account) -> DrawnEdge:
    (from_x, from_y), (to_x, to_y) = places[edge.one], places[edge.other]
    return DrawnEdge(
        edge=edge, from_x=from_x, from_y=from_y, to_x=to_x, to_y=to_y, near=centre in (edge.one, edge.other)
    )
