"""Networks: who acts together, beyond chance, what became of them, and who stands around an account."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import Field

from cautery.api.cursors import cursor_of, place_of
from cautery.api.entry import KeyedRoute, RequiresScope
from cautery.app import App
from cautery.model.account import Account, AccountId, Platform
from cautery.model.network import NetworkId
from cautery.pipeline.connections.connections import Connections, connections_of
from cautery.pipeline.connections.memberships import known_networks, meet
from cautery.schemas.networks import NetworkListItem, Networks, NetworkView

router = APIRouter(tags=["networks"], route_class=KeyedRoute)
Id = Annotated[str, Field(max_length=512)]


@router.get("/networks")
def list_networks(
    app: Annotated[App, Depends(RequiresScope("see_cases"))],
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Networks:
    """List the networks as they were last seen, the largest first. A network is no wrong; only its case is a question."""
    behind = place_of(cursor)
    found = [network for network in known_networks(app) if behind is None or _place(network) > behind]
    more = len(found) > limit
    return Networks(networks=tuple(found[:limit]), next=cursor_of(_place(found[limit - 1])) if more else None)


@router.get("/networks/{network}")
def get_network(network: Id, app: Annotated[App, Depends(RequiresScope("see_cases"))]) -> NetworkView:
    """Give a network: who, through what, how unlikely by chance, who came and went, and what was decided."""
    met = meet(app, NetworkId(network))
    standings = tuple(met.standings[about] for about in sorted(met.standings))
    return NetworkView(network=met.network, standings=standings, changes=met.changes, cases=met.cases)


@router.get("/accounts/{platform}/{account}/surroundings")
def get_surroundings(
    platform: Id,
    account: Id,
    app: Annotated[App, Depends(RequiresScope("see_cases"))],
    most: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> Connections:
    """Give the accounts around one, ring by ring, and what ties each to the next."""
    return connections_of(app, Account(platform=Platform(platform), id=AccountId(account)), most=most)


def _place(one: NetworkListItem) -> tuple[float, str]:
    return -float(len(one.network.members)), one.network.id
