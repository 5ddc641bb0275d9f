"""Give the review queue a page at a time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cautery.app import App
from cautery.cases.queue import QueuedCase, in_order
from cautery.model.case import Case
from cautery.model.judgement import Proposal, Threat
from cautery.model.priority import why
from cautery.model.suspicion import Reason
from cautery.store import cases, judgements, parts, waiting
from cautery.store.waiting import Place, QueueFilter, Sort, WaitingCase

SOON = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewQueueRow:
    """One line of the queue."""

    case: Case
    waiting: WaitingCase

    @property
    def why(self) -> tuple[str, ...]:
        """Say what brings it to where it stands."""
        return why(self.case, followers=self.waiting.followers, threatened=self.waiting.threatened)

    @property
    def strongest(self) -> Reason | None:
        """Give the reason that weighs most."""
        return max(self.case.reasons, key=lambda reason: reason.bits, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewQueuePage:
    """A part of the queue, and how much waits."""

    rows: tuple[ReviewQueueRow, ...]
    behind: Place | None
    """Where the next page begins; None when there is none."""
    waiting: int
    overdue: int
    soon: int
    """Due within the hour."""
    proposals: tuple[Proposal, ...]
    threats: tuple[Threat, ...]


def queue_page(
    app: App, choice: QueueFilter, *, most: int, behind: Place | None = None, sort: Sort = "priority"
) -> ReviewQueuePage:
    """Give a part of the queue."""
    at, wall = app.clock.now(), app.wall.now()
    with app.reading() as connection:
        listed = waiting.page(connection, choice, at=wall, most=most + 1, behind=behind, sort=sort)
        known = cases.some(connection, [one.case for one in listed])
        return ReviewQueuePage(
            rows=tuple(ReviewQueueRow(case=known[one.case], waiting=one) for one in listed[:most]),
            behind=waiting.place_of(listed[most - 1]) if len(listed) > most else None,
            waiting=waiting.count(connection, choice, at=wall),
            overdue=waiting.count(connection, QueueFilter(due_before=at), at=wall),
            soon=waiting.count(connection, QueueFilter(due_before=at + SOON), at=wall),
            proposals=tuple(judgements.open_proposals(connection)),
            threats=tuple(judgements.open_threats(connection)),
        )


def all_cases(app: App, *, at: datetime | None = None, everything: bool = False) -> tuple[QueuedCase, ...]:
    """List the cases that wait, or all of them, for a terminal; 'now' is the latest event unless told."""
    with app.reading() as connection:
        opened = cases.every(connection)
        open_now = waiting.waits(connection, [case.id for case in opened])
        joined = {case.id for case in cases.undecided(connection)} - open_now
        latest = parts.state(connection).latest
    opened = [case for case in opened if case.id not in joined]
    decided = frozenset(case.id for case in opened) - open_now
    shown = opened if everything else [case for case in opened if case.id in open_now]
    return in_order(shown, at=at or latest or app.clock.now(), decided=decided)
