"""Gold cases: decided cases whose answer stands, asked again in the queue under another name."""

from dataclasses import dataclass
from datetime import datetime

from cautery.model.case import CaseId
from cautery.model.decision import DecisionId, Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenCase:
    """A decided case that is asked again, and the decision that is the agreed answer."""

    case: CaseId
    decision: DecisionId
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenAssignment:
    """A gold case as one person got it: under a name of its own, instead of the case that they get next."""

    name: CaseId
    case: CaseId
    person: str
    instead_of: CaseId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenAnswer:
    """What somebody answered, not knowing that the answer was known. No decision: nothing follows from it."""

    name: CaseId
    case: CaseId
    measure: Measure
    clause: str | None
    reason: str
    by: str
    at: datetime
