"""Review: people pull cases from the queue, one at a time, and see all there is to see about them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cautery.app import App
from cautery.cases.exposure import DAY, Exposure, exposure
from cautery.cases.filing import is_flood
from cautery.cases.queue import Queued, in_order
from cautery.cases.statements import Statement, statement_of
from cautery.errors import Conflict, Invalid, Missing
from cautery.model.account import Account
from cautery.model.case import Case, CaseId, version_of
from cautery.model.decision import Decision
from cautery.model.exhibit import Exhibit, Item
from cautery.model.judgement import Assessment, Note, Proposal, Threat
from cautery.model.notice import FiledNotice
from cautery.model.priority import why
from cautery.pipeline import gold
from cautery.pipeline.exhibit import latest_posts
from cautery.pipeline.suspect import history_of
from cautery.store import cases, decisions, exhibits, exposures, joins, judgements, leases, notices, parts, waiting
from cautery.store.database import Reading
from cautery.store.waiting import Choice, Place, Waiting

SOON = timedelta(hours=1)
LONGEST_NOTE = 4000
MOST_POSTS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the queue."""

    case: Case
    waiting: Waiting

    @property
    def why(self) -> tuple[str, ...]:
        """Say what brings it to where it stands."""
        return why(self.case, followers=self.waiting.followers, threatened=self.waiting.threatened)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A part of the queue, and how much waits."""

    rows: tuple[Row, ...]
    behind: Place | None
    """Where the next page begins; None when there is none."""
    waiting: int
    overdue: int
    soon: int
    """Due within the hour."""
    proposals: tuple[Proposal, ...]
    threats: tuple[Threat, ...]


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
    known: gold.Told | None = None
    """Of a case with a known answer, once it is answered: what was agreed."""
    joined: tuple[Case, ...]
    """Others about the same account, that wait with it and are answered with it."""
    waits_with: CaseId | None
    """The case that it was joined to; None for one that stands for itself."""

    @property
    def version(self) -> str:
        """Name this state of the case: whoever decides says which one they saw."""
        return version_of(decided=len(self.decisions), joined=len(self.joined))

    @property
    def due(self) -> datetime:
        """Say by when it must be answered: by when the first of those that wait together must."""
        return min(case.due for case in (self.case, *self.joined))


def queue_page(app: App, choice: Choice, *, most: int, behind: Place | None = None) -> Page:
    """Give a part of the queue."""
    at, wall = app.clock.now(), app.wall.now()
    with app.reading() as connection:
        listed = waiting.page(connection, choice, at=wall, most=most + 1, behind=behind)
        known = cases.some(connection, [one.case for one in listed])
        return Page(
            rows=tuple(Row(case=known[one.case], waiting=one) for one in listed[:most]),
            behind=waiting.place_of(listed[most - 1]) if len(listed) > most else None,
            waiting=waiting.count(connection, choice, at=wall),
            overdue=waiting.count(connection, Choice(due_before=at), at=wall),
            soon=waiting.count(connection, Choice(due_before=at + SOON), at=wall),
            proposals=tuple(judgements.open_proposals(connection)),
            threats=tuple(judgements.open_threats(connection)),
        )


def all_cases(app: App, *, at: datetime | None = None, everything: bool = False) -> tuple[Queued, ...]:
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


def take(app: App, case: CaseId) -> datetime:
    """Take a case for a while; gives until when. Refuse what somebody else holds, and what waits no more."""
    at = app.wall.now()
    with app.noting() as connection:
        if not waiting.waits(connection, [case]) and not gold.is_open(connection, case, app.person):
            raise Conflict(f"Case {case} does not wait any more: it was decided, or there is none of that name.")
        return leases.take(connection, case, person=app.person, at=at)


def take_next(app: App, choice: Choice) -> CaseId | None:
    """Take the first case that is free; None when there is none, or when it is time for a rest and nothing is urgent."""
    at = app.wall.now()
    with app.noting() as connection:
        rests = exposure(exposures.times(connection, app.person, since=at - DAY), at=at).rest_until is not None
        urgent = Choice(
            platform=choice.platform,
            origin=choice.origin,
            languages=choice.languages,
            due_before=app.clock.now() + SOON,
        )
        case = waiting.first_free(connection, urgent if rests else choice, person=app.person, at=at)
        if case is not None:
            pressing = rests or waiting.presses(connection, case, before=app.clock.now() + SOON)
            case = (None if pressing else gold.pull_instead(connection, app, case, choice)) or case
            leases.take(connection, case, person=app.person, at=at)
        return case


def skip(app: App, case: CaseId) -> None:
    """Pass a case over; somebody else gets it. Nobody counts it."""
    with app.noting() as connection:
        leases.skip(connection, case, person=app.person, at=app.wall.now())


def give_back(app: App, case: CaseId) -> None:
    """Give a case back."""
    with app.noting() as connection:
        leases.give_back(connection, case, person=app.person)


def look_at(app: App, case: CaseId) -> File:
    """Give a case with all that belongs to it."""
    with app.reading() as connection:
        asked_again = gold.shown(connection, case)
        found, exhibit = asked_again or (cases.get(connection, case), exhibits.of_case(connection, case))
        if found is None:
            raise Missing(f"There is no case '{case}'.")
        made = decisions.of_case(connection, case)
        last = made[-1] if made else None
        assessment = judgements.assessment_of(connection, last.id) if last else None
        language = exhibit.language if exhibit else None
        leads = joins.into(connection, case)
        return File(
            case=found,
            exhibit=exhibit,
            background=_background(connection, found.about, app.clock.now()),
            decisions=tuple(made),
            assessment=assessment,
            statement=statement_of(last, found, policy=app.policy, assessment=assessment, language=language)
            if last
            else None,
            proposals=tuple(judgements.open_proposals(connection, case)),
            threats=tuple(judgements.threats_of(connection, case)),
            held_by=leases.held_by(connection, case, at=app.wall.now()),
            known=gold.told(connection, case),
            joined=tuple(cases.some(connection, joins.of(connection, case)).values()),
            waits_with=leads if leads != case else None,
        )


def count_exposure(app: App, case: CaseId, *, items: int) -> None:
    """Count that somebody looks at what a case shows, once a case and hour."""
    at = app.wall.now()
    with app.noting() as connection:
        exposures.add(connection, app.person, case, items=items, at=at)


def my_exposure(app: App) -> Exposure:
    """Say how much whoever is at the keys has looked at."""
    at = app.wall.now()
    with app.reading() as connection:
        return exposure(exposures.times(connection, app.person, since=at - DAY), at=at)


def background(app: App, about: Account) -> Background:
    """Give what is known here about an account."""
    with app.reading() as connection:
        return _background(connection, about, app.clock.now())


def posts_of(app: App, about: Account) -> tuple[Item, ...]:
    """Give an account's latest posts from history: slower than what its cases show, and everything."""
    return latest_posts(history_of(app, at=None), about, most=MOST_POSTS)


def write_note(app: App, about: Account, text: str) -> Note:
    """Write something down about an account, for whoever looks at it next."""
    if not 1 <= len(text.strip()) <= LONGEST_NOTE:
        raise Invalid(f"A note has at least one letter, and at most {LONGEST_NOTE}.")
    with app.writing() as tx:
        note = Note(about=about, text=text.strip(), by=tx.by, at=tx.at)
        judgements.append_note(tx, note)
    return note


def _background(connection: Reading, about: Account, at: datetime) -> Background:
    filed = notices.about(connection, about)
    return Background(
        about=about,
        cases=tuple(cases.about(connection, about)),
        decisions=tuple(decisions.about(connection, about)),
        notes=tuple(judgements.notes_about(connection, about)),
        notices=tuple(filed),
        flood=is_flood(filed, at=at),
    )
