"""A case: the question, the evidence, and a person's word."""

from dataclasses import dataclass
from datetime import UTC
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import RedirectResponse, Response
from starlette.background import BackgroundTask

from cautery.cases.exemptions import PURPOSES, ExemptionAssessment
from cautery.cases.review import DecisionInput
from cautery.console.entry import Desk, PageRoute, RequiresForm, RequiresPage
from cautery.console.labels import MEASURES, measure_of, purpose_of
from cautery.console.render import page
from cautery.console.waterfall import waterfall
from cautery.errors import CauteryError, Conflict, Invalid
from cautery.kit.clock import parse_time
from cautery.model.case import CaseId
from cautery.model.decision import Observation
from cautery.pipeline.banks.case_media import known_pieces
from cautery.pipeline.cases import case_file, exposure, leases, notes, threats
from cautery.pipeline.cases import proposals as propose
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.decision_outcome import became
from cautery.pipeline.cases.handling import ESCALATED_TO, handlings_of, waiting_now, who_takes
from cautery.pipeline.cases.preview import preview
from cautery.pipeline.cases.statements import appeal_link
from cautery.pipeline.connections.memberships import network_of, networks_of
from cautery.pipeline.connections.successions import succession_of
from cautery.pipeline.notifications.account_holders import notification_status_of
from cautery.store.waiting import QueueFilter

router = APIRouter(route_class=PageRoute)
Said = Annotated[str, Form(max_length=5000)]
Short = Annotated[str, Form(max_length=500)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionForm:
    """What was filled in, so that nothing has to be typed again when something is missing."""

    measure: str = ""
    clause: str = ""
    purpose: str = "none"
    says: str = ""
    reason: str = ""


@router.get("/cases/{case}")
def show(
    case: str, desk: Annotated[Desk, Depends(RequiresPage("see_cases"))], guide: Annotated[bool, Query()] = False
) -> Response:
    """Show a case with all that belongs to it."""
    return _page(desk, CaseId(case), guide=guide)


@router.get("/cases/{case}/media")
def show_known(
    case: str,
    desk: Annotated[Desk, Depends(RequiresPage("check_content"))],
    post: Annotated[str, Query(max_length=600)] = "",
) -> Response:
    """Say whether the media of a post are known, by their hashes."""
    return page(desk, "known.html", answer=known_pieces(desk.app, CaseId(case), post))


@router.post("/cases/{case}/take")
def take(case: str, desk: Annotated[Desk, Depends(RequiresForm("take_cases"))]) -> Response:
    """Take a case, so that nobody else looks at it meanwhile."""
    leases.take(desk.app, CaseId(case))
    return _to(case)


@router.post("/cases/{case}/skip")
def skip(case: str, desk: Annotated[Desk, Depends(RequiresForm("take_cases"))]) -> Response:
    """Pass a case over and take the next one."""
    leases.skip(desk.app, CaseId(case))
    return _next(desk)


@router.post("/cases/{case}/decide")
def decide(
    case: str,
    desk: Annotated[Desk, Depends(RequiresForm("decide"))],
    seen: Short,
    measure: Short = "",
    clause: Short = "",
    purpose: Short = "none",
    says: Said = "",
    reason: Said = "",
    replaces: Annotated[bool, Form()] = False,
    then: Short = "",
    guide: Annotated[bool, Form()] = False,
) -> Response:
    """Take a person's decision."""
    filled = DecisionForm(measure=measure, clause=clause, purpose=purpose, says=says, reason=reason)
    try:
        word = DecisionInput(
            measure=measure_of(measure),
            clause=None if measure == "none" else clause or None,
            reason=reason,
            replaces=replaces,
        )
        judged = decide_case(
            desk.app,
            CaseId(case),
            word,
            assessed=ExemptionAssessment(purpose=purpose_of(purpose), says=says),
            seen=seen,
        )
    except CauteryError as error:
        status = 409 if isinstance(error, Conflict) else 422
        return _page(desk, CaseId(case), guide=guide, problem=str(error), filled=filled, status=status)
    return _next(desk) if then == "next" and not judged.known else _to(case, "?guide=1" if guide else "")


@router.post("/cases/{case}/preview")
def show_preview(
    case: str,
    desk: Annotated[Desk, Depends(RequiresForm("decide"))],
    measure: Short = "",
    clause: Short = "",
    purpose: Short = "none",
    says: Said = "",
    reason: Said = "",
) -> Response:
    """Show what a decision would do and to whom, and keep nothing."""
    word, assessed = None, ExemptionAssessment(purpose=purpose_of(purpose), says=says)
    if measure:
        word = DecisionInput(
            measure=measure_of(measure), clause=None if measure == "none" else clause or None, reason=reason
        )
    return page(desk, "preview.html", preview=preview(desk.app, CaseId(case), word, assessed=assessed), measure=measure)


@router.post("/cases/{case}/propose")
def propose_to_leave_up(
    case: str,
    desk: Annotated[Desk, Depends(RequiresForm("propose"))],
    clause: Short = "",
    reason: Said = "",
    requester: Short = "",
    legal_basis: Short = "",
    until: Short = "",
) -> Response:
    """Take a proposal to leave an account up on purpose; a second person must approve it."""
    try:
        terms = Observation(requester=requester, legal_basis=legal_basis, expires_at=parse_time(until), approver="")
        propose.propose(
            desk.app, CaseId(case), DecisionInput(measure="observe", clause=clause, reason=reason, observation=terms)
        )
    except CauteryError as error:
        return _page(desk, CaseId(case), problem=str(error), status=422)
    return _to(case)


@router.post("/proposals/{proposal}/approve")
def approve(proposal: str, desk: Annotated[Desk, Depends(RequiresForm("approve"))]) -> Response:
    """Approve what somebody else proposed."""
    return _to(propose.approve(desk.app, proposal).decision.case or "")


@router.post("/proposals/{proposal}/refuse")
def refuse(proposal: str, desk: Annotated[Desk, Depends(RequiresForm("propose"))]) -> Response:
    """Refuse somebody's proposal, or take back one's own."""
    return _to(propose.refuse(desk.app, proposal).case)


@router.post("/cases/{case}/threat")
def threat(
    case: str, desk: Annotated[Desk, Depends(RequiresForm("report_threats"))], says: Said = "", step: Short = "raise"
) -> Response:
    """Raise a threat to life, or say who was told of it, or why it is none."""
    steps = {"raise": threats.raise_threat, "told": threats.told, "none": threats.no_threat}
    if step not in steps:
        raise Invalid("Choose a step: raise the threat, record a notification, or close it as no threat.")
    try:
        steps[step](desk.app, CaseId(case), says)
    except Invalid as error:
        return _page(desk, CaseId(case), problem=str(error), status=422)
    return _to(case, "#threat")


@router.post("/cases/{case}/note")
def note(case: str, desk: Annotated[Desk, Depends(RequiresForm("write_notes"))], text: Said = "") -> Response:
    """Write something down about the account."""
    file = case_file.look_at(desk.app, CaseId(case))
    notes.write_note(desk.app, file.case.about, text)
    return _to(case, "#notes")


def _page(
    desk: Desk,
    case: CaseId,
    *,
    guide: bool = False,
    problem: str = "",
    filled: DecisionForm | None = None,
    status: int = 200,
) -> Response:
    file = case_file.look_at(desk.app, case)
    last = file.decisions[-1] if file.decisions else None
    answer = page(
        desk,
        "case.html",
        status=status,
        file=file,
        waterfalls={case.id: waterfall(case) for case in (file.case, *file.joined)},
        policy=desk.app.policy,
        reasons=desk.app.policy.reasons_in(file.exhibit.language if file.exhibit else None),
        measures=MEASURES,
        purposes=tuple(PURPOSES),
        link=appeal_link(desk.app, last.id) if last and file.statement else "",
        problem=problem,
        filled=filled or DecisionForm(),
        guide=guide,
        preview=preview(desk.app, case, None),
        measure="",
        became=became(desk.app, file.decisions),
        steps=handlings_of(desk.app, case),
        waits=waiting_now(desk.app, case),
        people=who_takes(desk.app),
        roles=ESCALATED_TO,
        told=notification_status_of(desk.app, case),
        lineage=succession_of(desk.app, file.case.about),
        networks=networks_of(desk.app, file.case.about),
        network=network_of(desk.app, case),
        today=desk.app.clock.now().astimezone(UTC).date(),
    )
    if file.exhibit is not None:  # nobody waits for others' writing to see a page
        answer.background = BackgroundTask(exposure.count_exposure, desk.app, case, items=len(file.exhibit.items))
    return answer


def _next(desk: Desk) -> Response:
    languages = desk.visit.person.languages
    case = leases.take_next(desk.app, QueueFilter(languages=languages))
    return RedirectResponse(f"/cases/{case}" if case else "/queue", status_code=303)


def _to(case: str, part: str = "") -> Response:
    return RedirectResponse(f"/cases/{case}{part}", status_code=303)
