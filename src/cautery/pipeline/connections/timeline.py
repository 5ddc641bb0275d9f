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
from cautery.pipeline.cases.account_status import standing_of
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


def biography(app: App, about: Account) -> Timeline:
    """Tell all that happened here around an account."""
    known = background(app, about)
    with app.reading() as connection:
        shown = [one for case in known.cases if (one := exhibits.of_case(connection, case.id)) is not None]
        told = [*_judged(connection, known.decisions), *_heard_of(known)]
        here = standing_of(connection, [about])[about]
    gone = removals_of(app, about)
    told += [Moment(at=one.at, kind="removal", what=one.by, says=one.says, by="") for one in gone]
    return Timeline(
        standing=here,
        background=known,
        face=shown[-1].face if shown else None,
        items=_said(shown, gone),
        evidence=frozenset(name for case in known.cases for reason in case.reasons for name in reason.evidence),
        moments=tuple(sorted(told, key=lambda one: one.at or LONG_AGO, reverse=True)),
    )


def _said(shown: Iterable[Exhibit], gone: Sequence[Removal]) -> tuple[Item, ...]:
    removed_at = {one.post: one.at for one in reversed(gone)}
    items = {item.id: replace(item, removed_at=removed_at.get(item.id)) for one in shown for item in one.items}
    return tuple(sorted(items.values(), key=lambda item: (item.at, item.id), reverse=True)[:MOST_ITEMS])


def _judged(connection: ReadConnection, made: Sequence[Decision]) -> Iterator[Moment]:
    """Tell decisions, what was sent under them, and what came of appeals."""
    for one in made:
        yield Moment(at=one.at, kind="decision", what=one.measure, says=one.reason, by=one.by, case=one.case)
        for _, receipt in actions.of_decision(connection, one.id):
            if receipt is not None:
                yield Moment(at=receipt.at, kind="action", what=receipt.state, says=receipt.says, by="", case=one.case)
        against = notices.appeal_against(connection, one.id)
        if against is not None:
            yield Moment(at=against.at, kind="appeal", what="", says=against.text, by="", case=one.case)
            heard = notices.hearing_of(connection, against.id)
            if heard is not None:
                yield Moment(
                    at=heard.at, kind="hearing", what=heard.outcome, says=heard.reason, by=heard.by, case=one.case
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
