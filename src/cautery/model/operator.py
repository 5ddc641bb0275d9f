"""Two accounts that are probably one hand, and the accounts of one hand. Never who somebody is."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from cautery.model.account import Account
from cautery.model.case import CaseId
from cautery.model.suspicion import Reason
from cautery.model.tie import TieLikelihood

OperatorId = NewType("OperatorId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorLink:
    """How likely an account continues an earlier one that was finally removed, and why."""

    account: Account
    earlier: Account
    chance: float
    """0..1, calibrated."""
    bits: float
    """All evidence together, without the prior."""
    own_bits: float
    """What of it comes from traits that nobody else can copy."""
    named: bool
    """Whether it passes the open-set threshold: of innocent newcomers, few enough would."""
    reasons: tuple[Reason, ...]
    """Strongest first; negative ones speak against."""
    ties: tuple[TieLikelihood, ...] = ()
    """What else they may be to each other, likeliest first, one hand among them."""
    texts: tuple[tuple[str, str], ...] = ()
    """Own texts of both, most alike first: the newcomer's, then the removed account's. Of named links only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """Accounts of one hand, as far as named links say, and what holds them together."""

    id: OperatorId
    accounts: tuple[Account, ...]
    links: tuple[OperatorLink, ...]
    """The strongest that join them, strongest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Separation:
    """That a person said two accounts are two hands. They are never linked again."""

    one: Account
    other: Account
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionStep:
    """That a case takes an account to continue an earlier one, and why."""

    account: Account
    earlier: Account
    case: CaseId
    chance: float | None
    reasons: tuple[Reason, ...]
    at: datetime
    apart: Separation | None = None
    """What a person said since, if they are two hands."""
