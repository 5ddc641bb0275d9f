"""Networks: who acts together, beyond chance, what became of them, and who stands around an account."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import Field

from cautery.api.cursors import cursor_of, place_of
from cautery.api.entry import Asks
from cautery.app import App
from cautery.model.account import Account, AccountId, Platform
from cautery.model.network import Network, NetworkId
from cautery.pipeline.cases.account_status import Standing
from cautery.pipeline.connections.connections import Surroundings, surroundings
from cautery.pipeline.connections.memberships import Change, Judged, Listed, known_networks, meet

router = APIRouter(tags=["networks"])
Id = Annotated[str, Field(max_length=512)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Networks:
    """A part of the networks, the largest first."""

    networks: tuple[Listed, ...]
    next: str | None
    """The cursor of the next part; null on the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A network with all that is known here of it and its members."""

    network: Network
    standings: tuple[Standing, ...]
    """Of members and bystanders: what people decided, and what waits."""
    changes: tuple[Change, ...]
    """Newest first."""
    cases: tuple[Judged, ...]
    """Newest first."""


@router.get("/networks")
def list_networks(
    app: Annotated[App, Depends(Asks("see_cases"))],
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Networks:
    """List the networks as they were last seen, the largest first. A network is no wrong; only its case is a question."""
    behind = place_of(cursor)
    found = [one for one in known_networks(app) if behind is None or _place(one) > behind]
    more = len(found) > limit
    return Networks(networks=tuple(found[:limit]), next=cursor_of(_place(found[limit - 1])) if more else None)


@router.get("/networks/{network}")
def get_network(network: Id, app: Annotated[App, Depends(Asks("see_cases"))]) -> Met:
    """Give a network: who, through what, how unlikely by chance, who came and went, and what was decided."""
    met = meet(app, NetworkId(network))
    standings = tuple(met.standings[about] for about in sorted(met.standings))
    return Met(network=met.network, standings=standings, changes=met.changes, cases=met.cases)


@router.get("/accounts/{platform}/{account}/surroundings")
def get_surroundings(
    platform: Id,
    account: Id,
    app: Annotated[App, Depends(Asks("see_cases"))],
    most: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> Surroundings:
    """Give the accounts around one, ring by ring, and what ties each to the next."""
    return surroundings(app, Account(platform=Platform(platform), id=AccountId(account)), most=most)


def _place(one: Listed) -> tuple[float, str]:
    return -float(len(one.network.members)), one.network.id
