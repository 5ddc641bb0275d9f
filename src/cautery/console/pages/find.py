"""Find: from a name that one was told to its page."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import RedirectResponse, Response

from cautery.console.entry import Desk, PageRoute, RequiresPage
from cautery.console.render import page
from cautery.pipeline.connections.search import SearchResult, find

router = APIRouter(route_class=PageRoute)


@router.get("/find")
def show(
    desk: Annotated[Desk, Depends(RequiresPage("see_cases"))], name: Annotated[str, Query(max_length=512)] = ""
) -> Response:
    """Lead to what bears a name; where several do, let one choose."""
    found = find(desk.app, name)
    places = list(_places(found))
    if len(places) == 1:
        return RedirectResponse(places[0], status_code=303)
    return page(desk, "find.html", name=name.strip(), found=found)


def _places(found: SearchResult) -> list[str]:
    accounts = [{"platform": account.account.platform, "id": account.account.id} for account in found.accounts]
    return [
        *([f"/cases/{found.case.id}"] if found.case else []),
        *([f"/networks/{found.network.id}"] if found.network else []),
        *(f"/account?{urlencode(account)}" for account in accounts),
    ]
