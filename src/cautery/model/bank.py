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
    labels: tuple[str, ...] = ()
    """In the words of whoever shares it: what is shown, by whom it was made."""
    confidence: float | None = None
    """0..1: how sure its origin is; None when it does not say."""
    share: float = 1.0
    """Of how much of the traffic it is looked for, 0..1: a new list is tried on a part first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What was found, how near it is, to what: the same material, never the same intent."""

    bank: str
    type: str
    distance: float
    value: str
    says: str
    disputed: bool = False
    policy: str = ""
    labels: tuple[str, ...] = ()
    confidence: float | None = None
    why: tuple[str, ...] = ()
    """In sentences, what was compared and how it came out."""
    seen: str = ""
    """Of a picture: the value that met the known one, so that both can be laid side by side."""
    weak: bool = False
    """Whether it may be another thing: it adds less than a bit, and is never a reason alone."""
