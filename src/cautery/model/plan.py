"""A takedown: one reasoned decision, planned for many accounts, seen before it happens, and carried out in stages."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

from cautery.model.account import Account
from cautery.model.action import ActionState
from cautery.model.case import CaseId
from cautery.model.decision import Measure

PlanId = NewType("PlanId", str)
PlanState = Literal[
    "planned", "refused", "withdrawn", "approved", "forced", "ratified", "stopped", "resumed", "finished", "undone"
]
"""'forced': begun by one person under an order that gives an hour; somebody else must ratify it."""
Protected = Literal["journalist", "official", "verified", "listed", "cohort"]
"""Why an account is not taken down without a second person: 'cohort' is a group whose false positives are watched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An account that a plan acts on, and what acting on it wrongly would mean."""

    account: Account
    chance: float
    """How surely it belongs: of a network's member, that it is one; 1 where a person looked at this very account."""
    followers: int | None
    """None where no profile tells."""
    protected: Protected | None = None
    stage: int
    """1 goes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcludedAccount:
    """An account that a plan does not touch, and why."""

    account: Account
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What one decision would do, and to whom. Nothing happens before it is approved."""

    id: PlanId
    case: CaseId
    post: str | None = None
    measure: Measure
    clause: str
    reason: str
    ground: str = ""
    """The law or order that it rests on; '': the rules of the house."""
    replaces: bool = False
    """Whether an earlier decision of the case is meant to be replaced."""
    targets: tuple[Target, ...]
    """In the order in which they go."""
    left_out: tuple[ExcludedAccount, ...] = ()
    needs: tuple[str, ...]
    """Why a second person must approve it; empty: nobody needs to."""
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """Something that happened to a plan: one fact; the last one holds."""

    plan: PlanId
    state: PlanState
    says: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EnforcementHold:
    """The switch that keeps back what is not sent yet: of one plan, or of everything."""

    plan: PlanId | None
    """None: of everything."""
    on: bool
    says: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Who came back, some hours after a takedown was finished."""

    plan: PlanId
    hours: int
    returned: tuple[CaseId, ...]
    """The cases that say so."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """A lawful order that forbids telling the account holders of a case, until a day."""

    case: CaseId
    order: str
    """Authority, legal basis and reference."""
    until: datetime
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """An account that is not to be taken down without a second person."""

    account: Account
    kind: Protected | None
    """None ends it."""
    says: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many actions of a plan's stage are in a state."""

    stage: int
    state: ActionState
    actions: int
