"""Find: from a name that one was told to its page, and from words to the posts that hold them."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from fastapi.responses import RedirectResponse, Response

from cautery.console.entry import Desk, PageRoute, RequiresPage
from cautery.console.render import page
from cautery.errors import Invalid
from cautery.pipeline.connections.search import SearchResult, find

router = APIRouter(route_class=PageRoute)


@router.get("/find")
def show(
    desk: Annotated[Desk, Depends(RequiresPage("see_cases"))],
    name: Annotated[str, Query(max_length=512)] = "",
    before: Annotated[int | None, Query(ge=0, le=2**62)] = None,
) -> Response:
    """Lead to what alone bears a name; else show what was found. `before` says where older posts begin."""
    try:
        found = find(desk.app, name, texts=desk.may("see_history"), before=before)
    except Invalid as error:
        return page(desk, "find.html", status=422, name=name.strip(), found=None, problem=str(error), older="")
    places = list(_places(found))
    if len(places) == 1 and before is None and not found.posts:
        return RedirectResponse(places[0], status_code=303)
    older = {"name": name, "before": found.older} if found.older is not None else {}
    return page(desk, "find.html", name=name.strip(), found=found, problem="", older=urlencode(older))


def _places(found: SearchResult) -> list[str]:
    accounts = [{"platform": account.account.platform, "id": account.account.id} for account in found.accounts]
    return [
        *([f"/cases/{found.case.id}"] if found.case else []),
        *([f"/networks/{found.network.id}"] if found.network else []),
        *([f"/plans/{found.takedown}"] if found.takedown else []),
        *(f"/account?{urlencode(account)}" for account in accounts),
    ]
