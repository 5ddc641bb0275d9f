"""Biography: all that happened here around an account, in the order of time, whichever case it came up in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from cautery.app import App
from cautery.model.account import Account
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision
from cautery.model.exhibit import Exhibit, Item, ProfileSnapshot
from cautery.pipeline.cases.account_status import account_status_of
from cautery.pipeline.cases.case_file import background
from cautery.pipeline.history.removals import Removal, removals_of
from cautery.schemas.cases import Background
from cautery.schemas.networks import AccountSummary
from cautery.store import actions, exhibits, notices
from cautery.store.database import ReadConnection

MOST_ITEMS = 40
Kind = Literal["case", "decision", "action", "appeal", "hearing", "notice", "note", "removal"]
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something that happened."""

    at: datetime | None
    """None for a label that says no time."""
    kind: Kind
    what: str
    """What opened a case; which measure, state, outcome or kind of notifier."""
    says: str
    by: str
    case: CaseId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """An account as all that is known here tells it."""

    standing: AccountSummary
    background: Background
    face: ProfileSnapshot | None
    """How it presented itself last, as its cases show."""
    items: tuple[Item, ...]
    """What its cases show of what it said, newest first."""
    evidence: frozenset[str]
    """Which of them a case rests on."""
    moments: tuple[Moment, ...]
    """Newest first."""


def timeline_of(app: App, about: Account) -> Timeline:
    """Tell all that happened here around an account."""
    known = background(app, about)
    with app.reading() as connection:
        shown = [one for case in known.cases if (one := exhibits.of_case(connection, case.id)) is not None]
        told = [*_judged(connection, known.decisions), *_heard_of(known)]
        here = account_status_of(connection, [about])[about]
    gone = removals_of(app, about)
    told += [Moment(at=removal.at, kind="removal", what=removal.by, says=removal.says, by="") for removal in gone]
    return Timeline(
        standing=here,
        background=known,
        face=shown[-1].face if shown else None,
        items=_said(shown, gone),
        evidence=frozenset(name for case in known.cases for reason in case.reasons for name in reason.evidence),
        moments=tuple(sorted(told, key=lambda one: one.at or LONG_AGO, reverse=True)),
    )


def _said(shown: Iterable[Exhibit], gone: Sequence[Removal]) -> tuple[Item, ...]:
    removed_at = {removal.post: removal.at for removal in reversed(gone)}
    items = {item.id: replace(item, removed_at=removed_at.get(item.id)) for exhibit in shown for item in exhibit.items}
    return tuple(sorted(items.values(), key=lambda item: (item.at, item.id), reverse=True)[:MOST_ITEMS])


def _judged(connection: ReadConnection, made: Sequence[Decision]) -> Iterator[Moment]:
    """Tell decisions, what was sent under them, and what came of appeals."""
    for decision in made:
        yield Moment(
            at=decision.at,
            kind="decision",
            what=decision.measure,
            says=decision.reason,
            by=decision.by,
            case=decision.case,
        )
        for _, receipt in actions.of_decision(connection, decision.id):
            if receipt is not None:
                yield Moment(
                    at=receipt.at, kind="action", what=receipt.state, says=receipt.says, by="", case=decision.case
                )
        against = notices.appeal_against(connection, decision.id)
        if against is not None:
            yield Moment(at=against.at, kind="appeal", what="", says=against.text, by="", case=decision.case)
            heard = notices.appeal_review_of(connection, against.id)
            if heard is not None:
                yield Moment(
                    at=heard.at, kind="hearing", what=heard.outcome, says=heard.reason, by=heard.by, case=decision.case
                )


def _heard_of(known: Background) -> Iterator[Moment]:
    for case in known.cases:
        yield Moment(at=case.opened_at, kind="case", what=case.origin, says=_why(case), by="", case=case.id)
    for filed in known.notices:
        yield Moment(at=filed.at, kind="notice", what=filed.kind, says=filed.text, by="", case=filed.case)
    for note in known.notes:
        yield Moment(at=note.at, kind="note", what="", says=note.text, by=note.by)


def _why(case: Case) -> str:
    return case.reasons[0].says if case.reasons else ""
