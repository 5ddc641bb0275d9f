"""Plans: one decision for many accounts, seen before it happens, approved by somebody else, held, and undone whole."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime, BaseModel, Field

from cautery.api.entry import RequiresScope
from cautery.api.once import OnceRoute
from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.enforcement.plan import PlanPreview
from cautery.gate.bodies import takes
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import CaseId
from cautery.model.decision import Measure
from cautery.model.plan import (
    EnforcementHold,
    ExcludedAccount,
    PlanId,
    PlanStep,
    Protected,
    Protection,
    Suppression,
    Tally,
)
from cautery.pipeline.cases.non_disclosure import suppress_notifications
from cautery.pipeline.effect.outcome import outcome_of_plan
from cautery.pipeline.takedowns import control, planning, protection, status
from cautery.pipeline.takedowns.progress import retry_failed

router = APIRouter(prefix="/plans", tags=["plans"], route_class=OnceRoute)
MOST_SELECTED = 2 * 2**20
"""Bytes of a question that names every account of a large network."""
Id = Annotated[str, Field(max_length=200)]
Why = Annotated[str, Field(min_length=1, max_length=5000)]
Looks = Annotated[App, Depends(RequiresScope("see_plans"))]
Plans = Annotated[App, Depends(RequiresScope("plan"))]
Approves = Annotated[App, Depends(RequiresScope("approve"))]
Undoes = Annotated[App, Depends(RequiresScope("undo"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakedownView:
    """A takedown: what it would do, and how far it is."""

    plan: str
    case: str
    state: str
    measure: str
    clause: str
    reason: str
    ground: str
    by: str
    at: datetime
    needs: tuple[str, ...]
    """Why a second person must approve it; empty: nobody needs to."""
    actions: int
    held: int
    """Not known to have reached the platform."""
    sent: int
    confirmed: int
    failed: int
    """Parked for a person, or drifted."""
    gone: int
    """Whose account or post is not on the platform any more."""
    undone: int
    hold: EnforcementHold | None
    preview: PlanPreview
    left_out: tuple[ExcludedAccount, ...]
    steps: tuple[PlanStep, ...]
    stages: tuple[Tally, ...]
    outcome: str
    """What came of it, in one sentence; its figures: /v1/effect?takedown=PLAN."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedActionView:
    """An action that a person must look at."""

    action: str
    about: Account
    state: str
    says: str


class SelectedAccount(BaseModel):
    """An account that was selected."""

    platform: str = Field(max_length=200)
    account: str = Field(min_length=1, max_length=512)


class Planned(BaseModel):
    """What is to be planned."""

    case: str = Field(max_length=200)
    measure: Measure = "suspend"
    clause: str = Field(min_length=1, max_length=200)
    reason: str = Field(min_length=1, max_length=5000)
    ground: str = Field(default="", max_length=1000, description="The law or order that it rests on.")
    replaces: bool = Field(default=False, description="Put it in the place of an earlier decision.")
    only: list[SelectedAccount] | None = Field(
        default=None,
        max_length=5000,
        description="Members of the case's network to act on; without it, all certain members.",
    )


class ReasonBody(BaseModel):
    """Why; it stands in the log."""

    reason: Why


class RemovalOrderBody(BaseModel):
    """The order that gives an hour."""

    order: Why


class ProtectionBody(BaseModel):
    """An account that is to be protected, or (without a kind) not any more."""

    platform: str = Field(max_length=200)
    account: str = Field(min_length=1, max_length=512)
    kind: Protected | None = None
    reason: Why


class SuppressionBody(BaseModel):
    """An order that forbids telling the account holders of a case."""

    case: str = Field(max_length=200)
    order: Why = Field(description="Authority, legal basis and reference.")
    until: AwareDatetime


@router.get("")
def list_plans(app: Looks) -> tuple[PlanStep, ...]:
    """List takedowns by the last thing that happened to each, the newest first."""
    return status.every(app)


@router.post("", status_code=201)
@takes(MOST_SELECTED)
def make_plan(asked: Planned, app: Plans) -> TakedownView:
    """Plan a takedown. Nothing happens yet."""
    word = DecisionInput(measure=asked.measure, clause=asked.clause, reason=asked.reason, replaces=asked.replaces)
    only = None if asked.only is None else [_account(one) for one in asked.only]
    return _told(app, planning.plan(app, CaseId(asked.case), word, ground=asked.ground, only=only).id)


def _account(one: SelectedAccount) -> Account:
    return Account(platform=Platform(one.platform), id=AccountId(one.account))


@router.post("/protections", status_code=201)
def protect(asked: ProtectionBody, app: Annotated[App, Depends(RequiresScope("protect"))]) -> Protection:
    """Protect an account from being taken down by one person alone, or end that."""
    about = Account(platform=Platform(asked.platform), id=AccountId(asked.account))
    return protection.protect(app, about, asked.kind, reason=asked.reason)


@router.post("/silences", status_code=201)
def silence(asked: SuppressionBody, app: Annotated[App, Depends(RequiresScope("keep_silent"))]) -> Suppression:
    """Tell the account holders of a case nothing until a time, for a lawful order forbids it."""
    return suppress_notifications(app, CaseId(asked.case), order=asked.order, until=asked.until)


@router.post("/hold/{switch}", status_code=201)
def hold_everything(
    switch: Literal["on", "off"], asked: ReasonBody, app: Annotated[App, Depends(RequiresScope("hold"))]
) -> EnforcementHold:
    """Keep back everything that is not sent yet, or let it go."""
    return control.hold(app, None, on=switch == "on", reason=asked.reason)


@router.get("/{plan}")
def get_plan(plan: Id, app: Looks) -> TakedownView:
    """Give a takedown."""
    return _told(app, PlanId(plan))


@router.get("/{plan}/stuck")
def list_stuck(plan: Id, app: Looks, limit: Annotated[int, Query(ge=1, le=1000)] = 100) -> tuple[FailedActionView, ...]:
    """List the actions of a takedown that a person must look at, with why."""
    return tuple(
        FailedActionView(action=action.key, about=action.about, state=latest.state, says=latest.says)
        for action, latest in status.stuck(app, PlanId(plan), most=limit)
    )


@router.post("/{plan}/approval", status_code=201)
def approve(plan: Id, app: Approves) -> TakedownView:
    """Approve what somebody else planned; it begins."""
    planning.approve(app, PlanId(plan))
    return _told(app, PlanId(plan))


@router.post("/{plan}/begin", status_code=201)
def begin(plan: Id, app: Plans) -> TakedownView:
    """Begin a plan that needs nobody else."""
    planning.begin(app, PlanId(plan))
    return _told(app, PlanId(plan))


@router.post("/{plan}/force", status_code=201)
def force(plan: Id, asked: RemovalOrderBody, app: Approves) -> TakedownView:
    """Begin alone, under an order that gives an hour; somebody else must ratify it within a day."""
    planning.force(app, PlanId(plan), order=asked.order)
    return _told(app, PlanId(plan))


@router.post("/{plan}/ratification", status_code=201)
def ratify(plan: Id, app: Approves) -> TakedownView:
    """Ratify what somebody else began alone."""
    planning.ratify(app, PlanId(plan))
    return _told(app, PlanId(plan))


@router.post("/{plan}/refusal", status_code=201)
def refuse(plan: Id, asked: ReasonBody, app: Plans) -> TakedownView:
    """Refuse a plan, or take back one's own."""
    planning.refuse(app, PlanId(plan), reason=asked.reason)
    return _told(app, PlanId(plan))


@router.post("/{plan}/hold/{switch}", status_code=201)
def hold(
    plan: Id, switch: Literal["on", "off"], asked: ReasonBody, app: Annotated[App, Depends(RequiresScope("hold"))]
) -> TakedownView:
    """Keep back what a takedown has not sent yet, or let it go."""
    control.hold(app, PlanId(plan), on=switch == "on", reason=asked.reason)
    return _told(app, PlanId(plan))


@router.post("/{plan}/resume", status_code=201)
def resume(plan: Id, asked: ReasonBody, app: Undoes) -> TakedownView:
    """Let a takedown that stopped by itself go on."""
    control.resume(app, PlanId(plan), reason=asked.reason)
    return _told(app, PlanId(plan))


@router.post("/{plan}/redrive", status_code=201)
def redrive(plan: Id, app: Undoes) -> TakedownView:
    """Let what was parked or has drifted be tried again."""
    retry_failed(app, PlanId(plan))
    return _told(app, PlanId(plan))


@router.post("/{plan}/undo", status_code=201)
def undo(plan: Id, asked: ReasonBody, app: Undoes) -> TakedownView:
    """Take a whole takedown back: what it changed, and nothing else, is restored."""
    control.undo_whole(app, PlanId(plan), reason=asked.reason)
    return _told(app, PlanId(plan))


def _told(app: App, name: PlanId) -> TakedownView:
    one = status.look_at(app, name)
    return TakedownView(
        plan=one.plan.id,
        case=one.plan.case,
        state=one.state,
        measure=one.plan.measure,
        clause=one.plan.clause,
        reason=one.plan.reason,
        ground=one.plan.ground,
        by=one.plan.by,
        at=one.plan.at,
        needs=one.plan.needs,
        actions=len(one.plan.targets),
        held=one.count("meant", "intended"),
        sent=one.count("sent", "confirmed", "drifted"),
        confirmed=one.count("confirmed"),
        failed=one.count("parked", "drifted"),
        gone=one.count("gone"),
        undone=one.count("undone", "called_off"),
        hold=one.hold,
        preview=one.preview,
        left_out=one.plan.left_out,
        steps=one.steps,
        stages=one.tallies,
        outcome=outcome_of_plan(app, name).says,
    )
