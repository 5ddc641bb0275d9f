"""A question for a person: does this account, this item or this network break a clause?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

from cautery.model.account import Account
from cautery.model.suspicion import Reason

CaseId = NewType("CaseId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Opened by a suspicion, a notice or a network; closed only by a person's decision."""

    id: CaseId
    about: Account
    """Of a network: its member with the most ties. The ledger of networks says which network the case is about."""
    post: str | None = None
    origin: Literal["suspicion", "notice", "network"]
    chance: float | None
    """None when only a notice speaks."""
    reasons: tuple[Reason, ...]
    opened_at: datetime
    due: datetime
