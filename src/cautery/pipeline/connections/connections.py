"""Surroundings: the accounts around one, ring by ring, and what ties each to the next; to be walked from one to another."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cautery.app import App
from cautery.model.account import Account
from cautery.pipeline.cases.account_status import account_status_of
from cautery.pipeline.connections.successions import succession_of
from cautery.schemas.networks import AccountSummary
from cautery.store import networks

MOST = 200
"""Accounts that are drawn: of more nobody sees anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """What ties two accounts."""

    one: Account
    other: Account
    through: tuple[str, ...]
    """Kinds of traces, most often first; 'continues' where one is taken to be the other's hand."""
    occasions: int
    """Hours in which they met; 0 for a hand."""
    chance: float | None = None
    """For a hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connections:
    """Accounts around one, and what ties them."""

    centre: AccountSummary
    rings: tuple[tuple[AccountSummary, ...], ...]
    """Those next to the centre, those next to them, and so on."""
    edges: tuple[Edge, ...]
    """Between accounts that are shown."""
    more: int
    """How many are not shown."""

    def beside(self) -> tuple[tuple[AccountSummary, Edge], ...]:
        """List the accounts next to the centre, each with what ties it, the strongest first."""
        here = self.centre.account
        ends = {
            edge.other if edge.one == here else edge.one: edge for edge in self.edges if here in (edge.one, edge.other)
        }
        around = [(ring, ends[ring.account]) for ring in (self.rings[0] if self.rings else ())]
        return tuple(sorted(around, key=lambda pair: (pair[1].occasions > 0, -pair[1].occasions, pair[0].account)))


def connections_of(app: App, about: Account, *, most: int = MOST) -> Connections:
    """Give the accounts around one: of its networks, of its hand, and of the networks of its hand."""
    edges = _edges(app, about)
    near: dict[Account, list[Account]] = defaultdict(list)
    for edge in edges:
        near[edge.one].append(edge.other)
        near[edge.other].append(edge.one)
    rings = _rings(about, near)
    shown = [about, *(account for ring in rings for account in ring)][:most]
    with app.reading() as connection:
        standings = account_status_of(connection, shown)
    return Connections(
        centre=standings[about],
        rings=tuple(kept for ring in rings if (kept := _kept(ring, standings))),
        edges=tuple(edge for edge in edges if edge.one in standings and edge.other in standings),
        more=1 + sum(map(len, rings)) - len(shown),
    )


def _edges(app: App, about: Account) -> list[Edge]:
    """List ties, the strongest of a pair once: being one hand says more than having met."""
    lineage = succession_of(app, about)
    known = {
        frozenset((step.account, step.earlier)): Edge(
            one=step.account, other=step.earlier, through=("continues",), occasions=0, chance=step.chance
        )
        for step in lineage.steps
    }
    with app.reading() as connection:
        found = {one.id: one for hand in lineage.accounts for one in networks.with_account(connection, hand.account)}
    for network in found.values():
        for tie in network.ties:
            edge = Edge(one=tie.one, other=tie.other, through=tie.traces, occasions=tie.occasions)
            known.setdefault(frozenset((tie.one, tie.other)), edge)
    return list(known.values())


def _rings(about: Account, near: Mapping[Account, Sequence[Account]]) -> list[list[Account]]:
    met, ring, rings = {about}, [about], list[list[Account]]()
    while ring:
        ring = [one for here in ring for one in near.get(here, ()) if one not in met]
        ring = list(dict.fromkeys(ring))
        met.update(ring)
        rings.append(ring)
    return rings


def _kept(ring: Sequence[Account], standings: Mapping[Account, AccountSummary]) -> tuple[AccountSummary, ...]:
    return tuple(standings[account] for account in ring if account in standings)
