"""A question for a person: does this account, this item or this network break a clause?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

from cautery.model.account import Account
from cautery.model.suspicion import Reason
from cautery.model.tie import TieLikelihood

CaseId = NewType("CaseId", str)
Origin = Literal["suspicion", "notice", "return", "restored", "network", "observed"]
"""What opened a case; 'observed': monitoring for law enforcement ended."""


def version_of(*, decided: int, joined: int) -> str:
    """Name a state of a case: how often it was decided, and how many others were joined to it."""
    return f"{decided}+{joined}" if joined else str(decided)


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuation:
    """What a returned account probably continues: the earlier account, and what was decided about it and why."""

    earlier: Account
    case: CaseId | None
    """The earlier account's case; None where it was decided elsewhere."""
    clause: str | None
    reason: str
    """The reason of the earlier decision."""
    evidence: tuple[Reason, ...]
    """The reasons of the earlier case."""
    proposal: str
    """The measure that is proposed. Only a person decides."""
    ties: tuple[TieLikelihood, ...] = ()
    """What the two accounts may be to each other, likeliest first."""
    texts: tuple[tuple[str, str], ...] = ()
    """Own texts of both, most alike first: the returned account's, then the earlier one's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Opened by a suspicion, a notice or a network; closed only by a person's decision."""

    id: CaseId
    about: Account
    """Of a network: its member with the most ties. The ledger of networks says which network the case is about."""
    post: str | None = None
    origin: Origin
    chance: float | None
    """None when only a notice speaks."""
    reasons: tuple[Reason, ...]
    opened_at: datetime
    due: datetime
    continues: Continuation | None = None
    """For a return, and for one whose earlier account was restored."""
    harm: float | None = None
    """0..1, how bad it would be, as the policy puts it for the clause that is in question; None where none is named."""
