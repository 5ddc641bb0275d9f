"""Notices that came in, and what became of them."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse, Response

from cautery.console.entry import Desk, PageRoute, RequiresForm, RequiresPage
from cautery.console.render import page
from cautery.pipeline.cases.notices import latest_notices, open_notice

router = APIRouter(route_class=PageRoute)
MOST = 100


@router.get("/notices")
def show(desk: Annotated[Desk, Depends(RequiresPage("see_notices"))]) -> Response:
    """Show the newest notices."""
    return page(desk, "notices.html", notices=latest_notices(desk.app, most=MOST))


@router.post("/notices/{notice}/case")
def open_case(notice: str, desk: Annotated[Desk, Depends(RequiresForm("take_cases"))]) -> Response:
    """Open a case for a notice that waits behind."""
    return RedirectResponse(f"/cases/{open_notice(desk.app, notice).id}", status_code=303)
