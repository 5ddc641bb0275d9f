"""The graph: networks and operators as they grew, were cut and grew back; drawn in the browser, told again as a table."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse, Response

from cautery.console.entry import Desk, PageRoute, RequiresPage
from cautery.console.labels import TIES, member_label, tie_label
from cautery.console.layout import places_of
from cautery.console.render import console_language, page
from cautery.console.sanitize import sanitize
from cautery.model.account import Account, AccountId, Platform
from cautery.model.network import NetworkId
from cautery.pipeline.connections.growth import GraphAccount, Growth, Span, growth_of
from cautery.pipeline.connections.memberships import meet
from cautery.translations.speech import speaking

router = APIRouter(route_class=PageRoute)
LONGEST_NAME = 40
Name = Annotated[str, Query(max_length=512)]


@router.get("/graph")
def show(
    desk: Annotated[Desk, Depends(RequiresPage("see_cases"))],
    network: Name = "",
    platform: Name = "",
    id: Name = "",  # noqa: A002
) -> Response:
    """Show the page that draws one network, the surroundings of one account, or all that is known."""
    met = meet(desk.app, NetworkId(network)) if network else None
    case = next((linked.case.id for linked in met.cases), None) if met else None
    asked = urlencode(
        [(name, said) for name, said in (("network", network), ("platform", platform), ("id", id)) if said]
    )
    return page(desk, "graph.html", network=network, about=id, case=case, asked=asked)


@router.get("/graph/data")
def data(
    desk: Annotated[Desk, Depends(RequiresPage("see_cases"))],
    network: Name = "",
    platform: Name = "",
    id: Name = "",  # noqa: A002
) -> Response:
    """Give what is drawn: accounts with their places, ties, and when each was there."""
    about = Account(platform=Platform(platform), id=AccountId(id)) if id else None
    growth = growth_of(desk.app, NetworkId(network) if network else None, about)
    with speaking(console_language(desk.request)):
        return JSONResponse(_told(growth))


def _told(growth: Growth) -> dict[str, Any]:
    """Write a graph small: times by their number among the moments, kinds of ties by theirs."""
    moments = {at: number for number, at in enumerate(growth.moments)}
    kinds = list(dict.fromkeys(kind for tie in growth.ties for kind in tie.kinds))
    order = {kind: number for number, kind in enumerate(kinds)}
    places = places_of(len(growth.accounts), tuple((tie.one, tie.other) for tie in growth.ties))
    return {
        "moments": [at.isoformat() for at in growth.moments],
        "kinds": [{"name": kind, "says": tie_label(kind), "known": kind in TIES} for kind in kinds],
        "accounts": [
            {
                **_account(one),
                "x": x,
                "y": y,
                "spans": _spans(one.spans, moments),
                "removals": _spans(one.removals, moments),
            }
            for one, (x, y) in zip(growth.accounts, places, strict=True)
        ],
        "ties": [
            [
                tie.one,
                tie.other,
                [order[kind] for kind in tie.kinds],
                _spans(tie.spans, moments),
                tie.occasions,
                tie.chance,
            ]
            for tie in growth.ties
        ],
        "more": growth.more,
    }


def _account(one: GraphAccount) -> dict[str, Any]:
    about = one.summary.account
    return {
        "platform": about.platform,
        "id": about.id,
        "name": sanitize(one.summary.name)[:LONGEST_NAME],
        "role": member_label(one.role) if one.role else "",
        "chance": one.chance,
        "certain": one.certain,
        "networks": list(one.networks),
    }


def _spans(spans: tuple[Span, ...], moments: dict[datetime, int]) -> list[list[int | None]]:
    return [list(_numbers(span, moments)) for span in spans]


def _numbers(span: Span, moments: dict[datetime, int]) -> Iterator[int | None]:
    for at in span:
        yield None if at is None else moments[at]
