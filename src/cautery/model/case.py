"""A question for a person: does this account, or this item, break a clause?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

from cautery.model.account import Account
from cautery.model.suspicion import Reason

CaseId = NewType("CaseId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Opened by a suspicion or a notice; closed only by a person's decision."""

    id: CaseId
    about: Account
    post: str | None = None
    origin: Literal["suspicion", "notice"]
    chance: float | None
    """None when only a notice speaks."""
    reasons: tuple[Reason, ...]
    opened_at: datetime
    due: datetime


def look_by(case: Case) -> datetime:
    """Say when a case should be looked at: a strong suspicion comes ahead of its due time, by at most half of the time it has.

    It does not change while the case waits, so that the queue's order can be kept and not computed: what is due early and what
    has waited long come first, and among equals the stronger suspicion.
    """
    return case.due - (case.due - case.opened_at) * 0.5 * (case.chance or 0.0)
