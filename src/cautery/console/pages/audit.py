"""The log: what was done, by whom and when; and the proof that nothing in it was changed."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from cautery.console.entry import Desk, PageRoute, RequiresPage
from cautery.console.render import page
from cautery.pipeline.installation.verify_log import latest_entries, verify_log

router = APIRouter(route_class=PageRoute)
MOST = 100


@router.get("/audit")
def show(desk: Annotated[Desk, Depends(RequiresPage("see_audit"))]) -> Response:
    """Show the newest entries of the log."""
    return page(desk, "audit.html", entries=latest_entries(desk.app, most=MOST), proof=None)


@router.get("/audit/proof")
def prove(desk: Annotated[Desk, Depends(RequiresPage("see_audit"))]) -> Response:
    """Prove the log: every entry and every row that it stands for is read."""
    return page(desk, "audit.html", entries=latest_entries(desk.app, most=MOST), proof=verify_log(desk.app))
