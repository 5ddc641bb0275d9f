"""Networks: who acts together, beyond chance, what a network was and is, and the accounts around one as a graph to walk."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from cautery.console.entry import Desk, PageRoute, RequiresPage
from cautery.console.graph import drawn
from cautery.console.labels import CAUSES
from cautery.console.render import page
from cautery.model.account import Account, AccountId, Platform
from cautery.model.network import CERTAIN, NetworkId
from cautery.pipeline.connections.connections import connections_of
from cautery.pipeline.connections.memberships import known_networks, meet
from cautery.pipeline.effect.outcome import outcome_of

router = APIRouter(route_class=PageRoute)
Name = Annotated[str, Query(max_length=512)]


@router.get("/networks")
def show_all(desk: Annotated[Desk, Depends(RequiresPage("see_cases"))]) -> Response:
    """Show the networks that were found."""
    return page(desk, "networks.html", listed=known_networks(desk.app))


@router.get("/networks/{network}")
def show(network: str, desk: Annotated[Desk, Depends(RequiresPage("see_cases"))]) -> Response:
    """Show a network: who, through what, how unlikely by chance, and what came of it."""
    met = meet(desk.app, NetworkId(network))
    around = connections_of(desk.app, met.network.members[0].account)
    said: dict[str, Any] = {"certain": CERTAIN, "causes": CAUSES, "around": around, "graph": drawn(around)}
    decided = next((case.case.id for case in met.cases if case.decisions), None)
    outcome = outcome_of(desk.app, decided) if decided and desk.may("see_quality") else None
    return page(desk, "network.html", met=met, outcome=outcome, **said)


@router.get("/around")
def walk(desk: Annotated[Desk, Depends(RequiresPage("see_cases"))], platform: Name = "", id: Name = "") -> Response:  # noqa: A002
    """Show the accounts around one."""
    around = connections_of(desk.app, Account(platform=Platform(platform), id=AccountId(id)))
    return page(desk, "around.html", around=around, graph=drawn(around))
