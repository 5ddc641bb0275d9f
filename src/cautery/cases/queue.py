"""The queue: what waits for a person, what should be looked at first ahead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cautery.model.account import Account
from cautery.model.case import Case, CaseId
from cautery.model.priority import look_by
from cautery.model.suspicion import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedCase:
    """A case as the queue shows it."""

    case: CaseId
    about: Account
    post: str | None
    chance: float | None
    due: datetime
    look_by: datetime
    """By when it should be looked at: `model/priority` says why."""
    state: str
    """'open', 'overdue' or 'decided'."""
    origin: str
    reasons: tuple[Reason, ...]


def in_order(cases: Iterable[Case], *, at: datetime, decided: frozenset[CaseId]) -> tuple[QueuedCase, ...]:
    """Put cases in order: what waits before what is decided, then what should be looked at first."""
    shown = (_queued(case, at=at, is_decided=case.id in decided) for case in cases)
    return tuple(sorted(shown, key=lambda one: (one.state == "decided", one.look_by, one.case)))


def _queued(case: Case, *, at: datetime, is_decided: bool) -> QueuedCase:
    waits = "overdue" if case.due < at else "open"
    return QueuedCase(
        case=case.id,
        about=case.about,
        post=case.post,
        chance=case.chance,
        due=case.due,
        look_by=look_by(case),
        state="decided" if is_decided else waits,
        origin=case.origin,
        reasons=case.reasons,
    )
