"""What a team does with a case beside deciding it: who is to look at it, when, and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cautery.model.case import CaseId

HandlingKind = Literal["assigned", "returned", "escalated", "snoozed", "woken", "handed over"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """One step, with who took it and why."""

    case: CaseId
    kind: HandlingKind
    to: str
    """The person it was assigned or handed over to, or the role it was escalated to; '' for the others."""
    until: datetime | None
    """When a snoozed case is handed out again."""
    reason: str
    by: str
    at: datetime
