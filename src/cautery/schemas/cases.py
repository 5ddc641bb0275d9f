"""A case, what belongs to it, and the queue: as programs are answered."""

from dataclasses import dataclass
from datetime import datetime

from cautery.cases.statements import Statement
from cautery.model.account import Account
from cautery.model.action import Action
from cautery.model.case import Case, CaseId, version_of
from cautery.model.decision import Decision
from cautery.model.exhibit import Exhibit
from cautery.model.gold import GoldenAnswer
from cautery.model.judgement import Assessment, Note, Proposal, Threat
from cautery.model.notice import FiledNotice
from cautery.model.plan import PlanId


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenFeedback:
    """What was answered, and the agreed answer; told once somebody has answered."""

    answer: GoldenAnswer
    agreed: Decision

    @property
    def same(self) -> bool:
        """Say whether both are the same measure under the same clause."""
        return (self.answer.measure, self.answer.clause) == (self.agreed.measure, self.agreed.clause)


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What is known here about an account, whichever case one looks at."""

    about: Account
    cases: tuple[Case, ...]
    decisions: tuple[Decision, ...]
    notes: tuple[Note, ...]
    notices: tuple[FiledNotice, ...]
    flood: bool
    """Many complained within a day: one thing, and perhaps a campaign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A case with all that belongs to it."""

    case: Case
    exhibit: Exhibit | None
    background: Background
    decisions: tuple[Decision, ...]
    assessment: Assessment | None
    statement: Statement | None
    """What the account holder is told of the decision that holds."""
    proposals: tuple[Proposal, ...]
    threats: tuple[Threat, ...]
    held_by: str | None
    known: GoldenFeedback | None = None
    """Of a case with a known answer, once it is answered: what was agreed."""
    joined: tuple[Case, ...]
    """Others about the same account, that wait with it and are answered with it."""
    waits_with: CaseId | None
    """The case that it was joined to; None for one that stands for itself."""
    reopened: bool = False
    """Whether it waits again after its last decision."""

    @property
    def version(self) -> str:
        """Name this state of the case: whoever decides says which one they saw."""
        return version_of(decided=len(self.decisions), joined=len(self.joined))

    @property
    def due(self) -> datetime:
        """Say by when it must be answered: by when the first of those that wait together must."""
        return min(case.due for case in (self.case, *self.joined))


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """A case in the queue."""

    case: Case
    due: datetime
    language: str | None
    held_by: str | None
    why: tuple[str, ...]
    """What brings it to where it stands in the queue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """A page of the queue."""

    cases: tuple[QueueRow, ...]
    next: str | None
    """The cursor of the next page; null on the last."""
    waiting: int
    """How many wait: 1000 stands for that many or more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLease:
    """A case that somebody took."""

    case: str | None
    """Null: none is free, or it is time for a rest."""
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionResult:
    """What was decided."""

    decision: Decision
    actions: tuple[Action, ...]
    plan: PlanId | None = None
    """The takedown that carries them out, under /v1/plans; null for what is about one account or item."""
    known: GoldenFeedback | None = None
    """Of a case with a known answer: what was agreed. The decision was not kept, and nothing follows from it."""
