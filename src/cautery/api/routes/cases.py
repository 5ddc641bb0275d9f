"""Cases: the queue, a case with all that belongs to it, and a person's decision by a program that they use."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Response
from pydantic import BaseModel, Field

from cautery.api.cursors import cursor_of, place_of
from cautery.api.entry import RequiresScope
from cautery.api.once import OnceRoute
from cautery.app import App
from cautery.cases.exemptions import ExemptionAssessment
from cautery.cases.review import DecisionInput
from cautery.errors import Invalid
from cautery.model.case import CaseId
from cautery.model.decision import Measure, Observation
from cautery.model.judgement import Proposal, Purpose, Threat
from cautery.pipeline.cases import case_file, leases, review_queue, threats
from cautery.pipeline.cases import proposals as propose
from cautery.pipeline.cases.decide import decide_case
from cautery.schemas.cases import CaseLease, DecisionResult, File, QueuePage, QueueRow
from cautery.store.waiting import QueueFilter

router = APIRouter(prefix="/cases", tags=["cases"], route_class=OnceRoute)
Id = Annotated[str, Field(max_length=200)]


class DecisionBody(BaseModel):
    """Whose decision, and why."""

    measure: Measure
    clause: str | None = Field(default=None, max_length=200)
    reason: str = Field(min_length=1, max_length=5000)
    purpose: Purpose = Field(default="none", description="What the speech is for, if it is exempt or claimed to be.")
    purpose_says: str = Field(default="", max_length=5000)
    replaces: bool = Field(default=False, description="Put this in the place of an earlier decision; needs If-Match.")


class Proposed(BaseModel):
    """Leaving an account up on purpose: on which terms."""

    clause: str = Field(max_length=200)
    reason: str = Field(min_length=1, max_length=5000)
    requester: str = Field(min_length=1, max_length=500)
    legal_basis: str = Field(min_length=1, max_length=500)
    expires_at: datetime


class ThreatBody(BaseModel):
    """A threat to life: what it is, or who was told."""

    says: str = Field(min_length=1, max_length=5000)


@router.get("")
def list_cases(
    app: Annotated[App, Depends(RequiresScope("see_cases"))],
    origin: Id = "",
    platform: Id = "",
    language: Id = "",
    cursor: Id | None = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> QueuePage:
    """List the cases that wait, the one to be looked at first ahead."""
    choice = QueueFilter(origin=origin, platform=platform, languages=(language,) if language else ())
    page = review_queue.queue_page(app, choice, most=limit, behind=place_of(cursor))
    lines = tuple(
        QueueRow(
            case=row.case,
            due=row.waiting.due,
            language=row.waiting.language,
            held_by=row.waiting.held_by,
            why=row.why,
        )
        for row in page.rows
    )
    return QueuePage(cases=lines, next=cursor_of(page.behind), waiting=page.waiting)


@router.post("/next")
def take_next(app: Annotated[App, Depends(RequiresScope("take_cases"))]) -> CaseLease:
    """Take the first case that is free."""
    case = leases.take_next(app, QueueFilter())
    return CaseLease(case=case, until=leases.take(app, case) if case else None)


@router.get("/{case}")
def get_case(case: Id, response: Response, app: Annotated[App, Depends(RequiresScope("see_cases"))]) -> File:
    """Give a case with all that belongs to it. Its ETag names this state: whoever decides hands it back in If-Match."""
    file = case_file.look_at(app, CaseId(case))
    response.headers["ETag"] = f'"{file.version}"'
    return file


@router.post("/{case}/lease")
def take(case: Id, app: Annotated[App, Depends(RequiresScope("take_cases"))]) -> CaseLease:
    """Take a case for a while, so that nobody else looks at it."""
    return CaseLease(case=case, until=leases.take(app, CaseId(case)))


@router.delete("/{case}/lease", status_code=204)
def give_back(case: Id, app: Annotated[App, Depends(RequiresScope("take_cases"))]) -> None:
    """Give a case back."""
    leases.give_back(app, CaseId(case))


@router.post("/{case}/decisions", status_code=201)
def decide(
    case: Id,
    asked: DecisionBody,
    app: Annotated[App, Depends(RequiresScope("decide"))],
    if_match: Annotated[str | None, Header(max_length=200)] = None,
) -> DecisionResult:
    """Decide a case, as the key's owner. 409 when somebody else decided since the state that If-Match names."""
    if asked.replaces and if_match is None:
        raise Invalid("To replace a decision, say in If-Match which state of the case was looked at.")
    word = DecisionInput(measure=asked.measure, clause=asked.clause, reason=asked.reason, replaces=asked.replaces)
    assessed = ExemptionAssessment(purpose=asked.purpose, says=asked.purpose_says)
    seen = None if if_match is None else if_match.strip().removeprefix("W/").strip('"')
    judged = decide_case(app, CaseId(case), word, assessed=assessed, seen=seen)
    return DecisionResult(decision=judged.decision, actions=judged.actions, plan=judged.plan, known=judged.known)


@router.post("/{case}/proposals", status_code=201)
def propose_to_leave_up(case: Id, asked: Proposed, app: Annotated[App, Depends(RequiresScope("propose"))]) -> Proposal:
    """Propose to leave an account up on purpose; a second person must approve it."""
    if asked.expires_at.tzinfo is None:
        raise Invalid("'expires_at' needs its zone: 2020-01-01T12:00:00Z.")
    terms = Observation(
        requester=asked.requester, legal_basis=asked.legal_basis, expires_at=asked.expires_at, approver=""
    )
    word = DecisionInput(measure="observe", clause=asked.clause, reason=asked.reason, observation=terms)
    return propose.propose(app, CaseId(case), word)


@router.post("/proposals/{proposal}/approval", status_code=201)
def approve(proposal: Id, app: Annotated[App, Depends(RequiresScope("approve"))]) -> DecisionResult:
    """Approve what somebody else proposed."""
    judged = propose.approve(app, proposal)
    return DecisionResult(decision=judged.decision, actions=judged.actions)


@router.post("/{case}/threats", status_code=201)
def raise_threat(case: Id, asked: ThreatBody, app: Annotated[App, Depends(RequiresScope("report_threats"))]) -> Threat:
    """Say that a case shows a threat to somebody's life."""
    return threats.raise_threat(app, CaseId(case), asked.says)


@router.post("/{case}/threats/told", status_code=201)
def tell_threat(case: Id, asked: ThreatBody, app: Annotated[App, Depends(RequiresScope("report_threats"))]) -> Threat:
    """Say which authority was told of a threat, how, and under which reference."""
    return threats.told(app, CaseId(case), asked.says)
