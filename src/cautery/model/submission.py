"""A statement of reasons on its way to the DSA transparency database."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cautery.model.decision import DecisionId

SubmissionState = Literal["waiting", "sent", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A statement as it is sent: written once, and never again for the same decision."""

    puid: str
    decision: DecisionId
    statement: bytes
    """Canonical JSON."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionOutcome:
    """What the database answered, or why it was not asked."""

    puid: str
    state: SubmissionState
    says: str
    at: datetime
