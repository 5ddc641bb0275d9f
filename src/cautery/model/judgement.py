"""What people say around a decision: notes, exemptions, what needs a second person, second looks, threats to life."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cautery.model.account import Account
from cautery.model.case import CaseId
from cautery.model.decision import DecisionId, Measure, Observation

Purpose = Literal["none", "news", "education", "research", "art", "counter_speech", "debate"]
"""What speech about terrorism may be for without being terrorist content: Regulation (EU) 2021/784, Article 1(3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What somebody wrote down about an account. It follows the account, not the case."""

    about: Account
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Whether what was said is news, research, art or counter-speech, as whoever decided saw it."""

    decision: DecisionId
    purpose: Purpose
    exempt: bool
    says: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A decision that needs a second person: proposed, then approved or refused by somebody else, or taken back."""

    id: str
    case: CaseId
    state: Literal["proposed", "approved", "refused", "withdrawn"]
    measure: Measure
    clause: str
    reason: str
    observation: Observation
    """Its approver is '' until there is one."""
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLook:
    """What somebody else would have decided, without knowing what was decided. It changes nothing."""

    case: CaseId
    measure: Measure
    clause: str | None
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Threat:
    """A threat to somebody's life that a case shows: raised, and then told to those who can help."""

    case: CaseId
    state: Literal["raised", "told", "no_threat"]
    says: str
    """Raised: what and whom it threatens; told: which authority was told, how, and under which reference."""
    by: str
    at: datetime
