"""Quality: how people agree, how appeals end, and a second judgement without knowing the first."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse, Response

from cautery.cases.agreement import FEWEST, SAMPLED_PERCENT
from cautery.cases.golds import FEWEST_CASES, FEWEST_PEOPLE
from cautery.cases.review import DecisionInput
from cautery.console.entry import Desk, PageRoute, RequiresForm, RequiresPage
from cautery.console.labels import MEASURES, measure_of
from cautery.console.render import page
from cautery.console.waterfall import waterfall
from cautery.errors import CauteryError
from cautery.model.case import CaseId
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.cases.golden_set import add_to_golden_set, judgement
from cautery.pipeline.cases.quality import look_again, next_to_look_at, quality

router = APIRouter(route_class=PageRoute)


@router.get("/quality")
def show(desk: Annotated[Desk, Depends(RequiresPage("see_quality"))]) -> Response:
    """Show how decisions agree and hold."""
    return _figures(desk)


@router.post("/quality/gold")
def ask_again(
    desk: Annotated[Desk, Depends(RequiresForm("make_gold"))], case: Annotated[str, Form(max_length=200)] = ""
) -> Response:
    """Let a decided case be asked again, blind."""
    try:
        add_to_golden_set(desk.app, CaseId(case.strip()))
    except CauteryError as error:
        return _figures(desk, problem=str(error))
    return RedirectResponse("/quality", status_code=303)


@router.get("/again")
def show_again(desk: Annotated[Desk, Depends(RequiresPage("look_again"))]) -> Response:
    """Show a decided case of somebody else's, without what was decided."""
    return _page(desk, next_to_look_at(desk.app))


@router.post("/again/{case}")
def judge_again(
    case: str,
    desk: Annotated[Desk, Depends(RequiresForm("look_again"))],
    measure: Annotated[str, Form(max_length=20)] = "",
    clause: Annotated[str, Form(max_length=200)] = "",
    reason: Annotated[str, Form(max_length=5000)] = "",
) -> Response:
    """Take a second judgement."""
    try:
        said = measure_of(measure)
        word = DecisionInput(measure=said, clause=None if said == "none" else clause or None, reason=reason)
        look_again(desk.app, CaseId(case), word)
    except CauteryError as error:
        return _page(desk, CaseId(case), problem=str(error))
    return RedirectResponse("/again", status_code=303)


def _figures(desk: Desk, *, problem: str = "") -> Response:
    return page(
        desk,
        "quality.html",
        status=422 if problem else 200,
        quality=quality(desk.app),
        judgement=judgement(desk.app),
        fewest=FEWEST,
        fewest_cases=FEWEST_CASES,
        fewest_people=FEWEST_PEOPLE,
        percent=SAMPLED_PERCENT,
        problem=problem,
    )


def _page(desk: Desk, case: CaseId | None, *, problem: str = "") -> Response:
    file = look_at(desk.app, case) if case else None
    return page(
        desk,
        "again.html",
        status=422 if problem else 200,
        file=file,
        waterfalls={one.id: waterfall(one) for one in (file.case, *file.joined)} if file else {},
        measures=MEASURES,
        policy=desk.app.policy,
        problem=problem,
    )
