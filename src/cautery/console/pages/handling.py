"""What a team does with cases beside deciding them one by one: assign, escalate, snooze, hand over; one decision for many."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse, Response

from cautery.cases.exemptions import PURPOSES, ExemptionAssessment
from cautery.cases.review import DecisionInput
from cautery.console.entry import Desk, PageRoute, RequiresForm
from cautery.console.labels import MEASURES, measure_of, purpose_of
from cautery.console.render import page
from cautery.errors import CauteryError, Invalid
from cautery.model.case import CaseId
from cautery.pipeline.cases import handling
from cautery.pipeline.cases.batch import decide_batch, preview_batch

router = APIRouter(route_class=PageRoute)
Short = Annotated[str, Form(max_length=200)]
Said = Annotated[str, Form(max_length=5000)]
Chosen = Annotated[list[str], Form(max_length=200)]


@router.post("/cases/{case}/handle")
def handle(
    case: str,
    desk: Annotated[Desk, Depends(RequiresForm("take_cases"))],
    kind: Short = "",
    to: Short = "",
    until: Short = "",
    reason: Said = "",
) -> Response:
    """Escalate, snooze or wake a case, or give it back."""
    name = CaseId(case)
    match kind:
        case "escalate":
            handling.escalate(desk.app, name, to, reason=reason)
        case "snooze":
            handling.snooze(desk.app, name, until=_time(desk, until), reason=reason)
        case "wake":
            handling.wake(desk.app, name, reason=reason)
        case "return":
            handling.give_back(desk.app, name, reason=reason)
        case _:
            raise Invalid("Choose what to do with the case: escalate, snooze, wake or return it.")
    return RedirectResponse(f"/cases/{case}", status_code=303)


@router.post("/cases/{case}/assign")
def assign(
    case: str, desk: Annotated[Desk, Depends(RequiresForm("assign_cases"))], to: Short = "", reason: Said = ""
) -> Response:
    """Assign a case to somebody."""
    handling.assign(desk.app, CaseId(case), to, reason=reason)
    return RedirectResponse(f"/cases/{case}", status_code=303)


@router.post("/queue/assign")
def assign_many(
    desk: Annotated[Desk, Depends(RequiresForm("assign_cases"))],
    case: Chosen = [],  # noqa: B006  FastAPI copies it
    to: Short = "",
    reason: Said = "",
) -> Response:
    """Assign the chosen cases to somebody."""
    return _done(desk, handling.assign_all(desk.app, [CaseId(name) for name in case], to, reason=reason))


@router.post("/queue/snooze")
def snooze_many(
    desk: Annotated[Desk, Depends(RequiresForm("take_cases"))],
    case: Chosen = [],  # noqa: B006  FastAPI copies it
    until: Short = "",
    reason: Said = "",
) -> Response:
    """Put the chosen cases off."""
    names = [CaseId(name) for name in case]
    return _done(desk, handling.snooze_all(desk.app, names, until=_time(desk, until), reason=reason))


@router.post("/queue/hand-over")
def hand_over(
    desk: Annotated[Desk, Depends(RequiresForm("take_cases"))], to: Short = "", reason: Said = ""
) -> Response:
    """Hand all of one's cases to somebody, or back to the queue."""
    return _done(desk, handling.hand_over(desk.app, to, reason=reason))


@router.post("/queue/plan")
def plan(
    desk: Annotated[Desk, Depends(RequiresForm("decide"))],
    case: Chosen = [],  # noqa: B006  FastAPI copies it
) -> Response:
    """Show whom one decision about the chosen cases would meet; nothing is kept."""
    return _plan(desk, [CaseId(name) for name in case])


@router.post("/queue/decide")
def decide(
    desk: Annotated[Desk, Depends(RequiresForm("decide"))],
    case: Chosen = [],  # noqa: B006  FastAPI copies it
    version: Chosen = [],  # noqa: B006
    measure: Short = "",
    clause: Short = "",
    purpose: Short = "none",
    says: Said = "",
    reason: Said = "",
) -> Response:
    """Decide the chosen cases alike, each with a decision, an assessment and a letter of its own."""
    names = [CaseId(name) for name in case]
    try:
        word = DecisionInput(
            measure=measure_of(measure), clause=None if measure == "none" else clause or None, reason=reason
        )
        assessed = ExemptionAssessment(purpose=purpose_of(purpose), says=says)
        seen = dict(zip(names, version, strict=True))
        return _done(desk, decide_batch(desk.app, seen, word, assessed=assessed), decided=True)
    except (CauteryError, ValueError) as error:
        filled = {"measure": measure, "clause": clause, "purpose": purpose, "says": says, "reason": reason}
        return _plan(desk, names, problem=str(error), filled=filled)


def _time(desk: Desk, said: str) -> datetime:
    """Read a time of a form; one without an offset is in the reader's zone."""
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        raise Invalid("Choose until when.") from None
    return at if at.tzinfo else at.replace(tzinfo=desk.zone)


def _plan(desk: Desk, names: list[CaseId], *, problem: str = "", filled: dict[str, str] | None = None) -> Response:
    return page(
        desk,
        "batch.html",
        status=422 if problem else 200,
        batch=preview_batch(desk.app, names),
        problem=problem,
        filled=filled or {"measure": "", "clause": "", "purpose": "none", "says": "", "reason": ""},
        measures=[name for name in MEASURES if name != "remove"],
        purposes=tuple(PURPOSES),
        policy=desk.app.policy,
    )


def _done(desk: Desk, result: object, *, decided: bool = False) -> Response:
    return page(desk, "batch_done.html", result=result, decided=decided)
