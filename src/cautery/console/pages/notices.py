"""Notices that came in, and what became of them."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from cautery.console.entry import Desk, Sees
from cautery.console.render import page
from cautery.pipeline.cases.notices import latest_notices

router = APIRouter()
MOST = 100


@router.get("/notices")
def show(desk: Annotated[Desk, Depends(Sees("see_notices"))]) -> Response:
    """Show the newest notices."""
    return page(desk, "notices.html", notices=latest_notices(desk.app, most=MOST))
