"""An authority's order to remove something: what it says, how it came, and each step of its life."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

from cautery.model.account import Account
from cautery.model.case import CaseId

OrderId = NewType("OrderId", str)
OrderState = Literal["received", "refused", "authenticated", "executing", "impossible", "unclear", "executed", "told"]
StepKind = Literal[
    "located",
    "refused",
    "authenticated",
    "acknowledged",
    "executing",
    "impossible",
    "ceased",
    "unclear",
    "clarified",
    "executed",
    "told",
    "scrutiny",
    "infringes",
    "appealed",
    "confirmed",
    "annulled",
    "reinstated",
    "final",
    "duplicate",
    "missed",
]
Channel = Literal["api", "mail", "console", "terminal"]
Authenticity = Literal["yes", "no", "unknown"]
"""'no': it carries a signature that is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderForm:
    """What an order says; the sets of fields of Annex I of Regulation (EU) 2021/784, as far as steps depend on them."""

    authority: str
    reference: str
    urls: tuple[str, ...]
    clause: str
    """The clause of the policy that comes nearest to the ground that the order names."""
    reasons: str = ""
    law: str = "eu_tco_2021_784"
    clock: str = "tco.remove"
    issued_at: datetime | None = None
    contact: str = ""
    """Where the authority is told."""
    language: str = ""
    non_disclosure: bool = False
    non_disclosure_until: datetime | None = None
    """None: as long as the law allows from the receipt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderTarget:
    """One thing that an order names, as it is known here."""

    url: str
    about: Account
    post: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order, as it was received."""

    id: OrderId
    form: OrderForm
    channel: Channel
    authentic: Authenticity
    evidence: str
    """What showed whom it is from, or did not."""
    raw_sha256: str
    """Of the message as it came."""
    received_at: datetime
    """When the transport took it: the clock runs from here."""
    by: str
    at: datetime
    """When it was kept here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderStep:
    """One step, with who took it and when."""

    order: OrderId
    kind: StepKind
    says: str
    by: str
    at: datetime
    targets: tuple[OrderTarget, ...] = ()
    """Of 'located'."""
    cases: tuple[CaseId, ...] = ()
    """Of 'executing': the cases under which it is carried out."""
    happened_at: datetime | None = None
    """Of 'executed' and 'reinstated': when the platform did it; of 'missed': the time limit; None: `at`."""
    feedback: Mapping[str, object] | None = None
    """Of 'told': the fields that were sent."""
