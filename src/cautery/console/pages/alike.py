"""What is like a case: how nearly the same was decided, and what else waits that can be decided with it, by one word more."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import Response

from cautery.console.entry import Desk, PageRoute, RequiresForm, RequiresPage
from cautery.console.render import page
from cautery.model.case import CaseId
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.cases.similar_cases import BulkDecisionResult, alike, decide_same

router = APIRouter(route_class=PageRoute)


@router.get("/cases/{case}/alike")
def show(case: str, desk: Annotated[Desk, Depends(RequiresPage("see_cases"))]) -> Response:
    """Show what is like a case; a page of its own, or a part of the case's."""
    return _page(desk, CaseId(case))


@router.post("/cases/{case}/alike")
def decide(
    case: str,
    desk: Annotated[Desk, Depends(RequiresForm("decide"))],
    other: Annotated[list[str], Form(max_length=100)] = [],  # noqa: B006  FastAPI copies it
) -> Response:
    """Decide the same for others that are nearly the same."""
    return _page(desk, CaseId(case), done=decide_same(desk.app, CaseId(case), [CaseId(name) for name in other]))


def _page(desk: Desk, case: CaseId, *, done: BulkDecisionResult | None = None) -> Response:
    file = look_at(desk.app, case)
    part = "hx-request" in desk.request.headers
    template = "alike.html" if part else "alike_page.html"
    return page(desk, template, file=file, alike=alike(desk.app, case), done=done, policy=desk.app.policy)
