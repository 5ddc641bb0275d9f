"""A notice as somebody outside filed it here, and an appeal against a decision."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cautery.model.account import Account
from cautery.model.case import CaseId
from cautery.model.decision import DecisionId

NotifierKind = Literal["user", "trusted_flagger", "authority", "partner"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledNotice:
    """What somebody says is wrong, with what Article 16(2) of Regulation (EU) 2022/2065 asks for."""

    id: str
    kind: NotifierKind
    about: Account
    post: str | None
    place: str
    """The exact address of it, as they gave it."""
    category: str
    text: str
    name: str
    email: str
    case: CaseId
    """The case that it opened, or that was open about the same thing; '' while it waits behind, and opened none."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealAddition:
    """What whoever appealed said later, before the appeal was decided."""

    appeal: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """The account holder says that a decision is wrong."""

    id: str
    decision: DecisionId
    text: str
    contact: str
    """Where they want the answer, if anywhere; the link shows it too."""
    at: datetime
    due: datetime
    additions: tuple[AppealAddition, ...] = ()
    """Oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealReview:
    """What came of an appeal, and why; heard by somebody else than who decided."""

    appeal: str
    outcome: Literal["upheld", "overturned"]
    """'upheld': the decision stays."""
    reason: str
    by: str
    at: datetime
