"""What open pages are told, and what they then ask for: the queue, and what becomes of a case while somebody reads it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response

from cautery.console.entry import Desk, PageRoute, RequiresPage
from cautery.console.live import stream
from cautery.console.render import page
from cautery.model.case import CaseId
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.cases.changes import state_of

router = APIRouter(route_class=PageRoute)
State = Annotated[str, Query(max_length=200)]


@router.get("/queue/stream")
def tell_queue(desk: Annotated[Desk, Depends(RequiresPage("see_cases"))], since: State = "") -> Response:
    """Tell an open queue when something changed."""
    return stream(desk, "queue", None, since=since)


@router.get("/cases/{case}/stream")
def tell_case(case: str, desk: Annotated[Desk, Depends(RequiresPage("see_cases"))], since: State = "") -> Response:
    """Tell an open case when somebody takes or decides it."""
    return stream(desk, "case", lambda: state_of(desk.app, CaseId(case)), since=since)


@router.get("/cases/{case}/now")
def show_now(case: str, desk: Annotated[Desk, Depends(RequiresPage("see_cases"))], seen: State = "") -> Response:
    """Show what became of a case since somebody opened it; what they typed stays as it is."""
    return page(desk, "case_now.html", file=look_at(desk.app, CaseId(case)), seen=seen)
