"""Appeals: what account holders say against decisions, and the answers of somebody who did not make them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse, Response

from cautery.console.entry import Desk, PageRoute, RequiresForm, RequiresPage
from cautery.console.render import page
from cautery.errors import CauteryError, Invalid
from cautery.pipeline.cases import appeals
from cautery.pipeline.cases.case_file import look_at

router = APIRouter(route_class=PageRoute)


@router.get("/appeals")
def show_all(desk: Annotated[Desk, Depends(RequiresPage("see_appeals"))]) -> Response:
    """Show the appeals that wait."""
    return page(desk, "appeals.html", waiting=appeals.pending_appeals(desk.app))


@router.get("/appeals/{appeal}")
def show(appeal: str, desk: Annotated[Desk, Depends(RequiresPage("see_appeals"))]) -> Response:
    """Show an appeal with its case."""
    return _page(desk, appeal)


@router.post("/appeals/{appeal}")
def answer(
    appeal: str,
    desk: Annotated[Desk, Depends(RequiresForm("hear_appeals"))],
    outcome: Annotated[str, Form(max_length=20)] = "",
    reason: Annotated[str, Form(max_length=5000)] = "",
    seen: Annotated[int, Form(ge=0, le=1000)] = 0,
) -> Response:
    """Take the answer to an appeal."""
    try:
        if outcome == "upheld":
            appeals.review_appeal(desk.app, appeal, outcome="upheld", reason=reason, seen=seen)
        elif outcome == "overturned":
            appeals.review_appeal(desk.app, appeal, outcome="overturned", reason=reason, seen=seen)
        else:
            raise Invalid("Choose an outcome: uphold or reject the appeal.")
    except CauteryError as error:
        return _page(desk, appeal, problem=str(error), reason=reason)
    return RedirectResponse(f"/appeals/{appeal}", status_code=303)


def _page(desk: Desk, appeal: str, *, problem: str = "", reason: str = "") -> Response:
    heard, hearing = appeals.heard(desk.app, appeal)
    return page(
        desk,
        "appeal.html",
        status=422 if problem else 200,
        heard=heard,
        hearing=hearing,
        file=look_at(desk.app, heard.case.id),
        own=appeals.had_a_part(desk.app, heard.decision),
        problem=problem,
        reason=reason,
    )
