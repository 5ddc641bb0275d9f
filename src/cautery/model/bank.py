"""What is known: values that somebody put into a bank, for a reason, under a policy, until a day."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class BankEntry:
    """A known value. Positive and negative opinions on the same value make it disputed: it is never acted upon."""

    bank: str
    type: str
    value: str
    opinion: Literal["positive", "negative"] = "positive"
    origin: str
    policy: str
    why: str
    added_by: str
    added_at: datetime
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What was found, how near it is, to what: the same material, never the same intent."""

    bank: str
    type: str
    distance: float
    value: str
    says: str
    disputed: bool = False
