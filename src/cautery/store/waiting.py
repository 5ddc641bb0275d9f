"""What waits for a person, in the order in which it should be looked at. Computed from the ledgers of cases and decisions
as these grow, for a queue must answer at once however many cases were decided.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, exists, func, insert, literal, or_, select, update

from cautery.model.case import Case, CaseId
from cautery.model.priority import look_by
from cautery.store import joins
from cautery.store.case_rows import case_of
from cautery.store.ledger import columns_of, in_slices
from cautery.store.reopenings import as_reopened
from cautery.store.schema import cases, leases, skips, waiting

MOST_COUNTED = 1000
"""A count says 'so many, or more': nobody works differently for the exact number, and counting a million takes long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCase:
    """A case in the queue."""

    case: CaseId
    language: str | None
    handle: str | None
    """How the account calls itself, when that is known."""
    look_by: datetime
    due: datetime
    held_by: str | None
    """Who is looking at it now."""
    followers: int | None = None
    threatened: bool = False
    """Whether somebody's life may be in danger."""
    opened: datetime | None = None
    created: datetime | None = None
    """When the account was made, where that is known."""
    assignee: str | None = None
    """Who is to look at it; nobody else is handed it."""
    escalated_to: str | None = None
    """The role whose people alone are handed it."""
    snoozed_until: datetime | None = None
    place: float = 0.0
    """Where it stands by what the queue is sorted by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFilter:
    """Which cases somebody asks for; empty: any."""

    platform: str = ""
    origin: str = ""
    languages: tuple[str, ...] = ()
    due_before: datetime | None = None
    held_by: str = ""
    assignee: str = ""
    snoozed: bool = False
    """Only what is put off, which is left out otherwise."""
    escalated: bool = False


Sort = Literal["priority", "due", "likelihood", "opened", "followers", "created"]


ORDERS: Mapping[Sort, tuple[ColumnElement[float], bool]] = {
    "priority": (waiting.c.look_by, False),
    "due": (waiting.c.due, False),
    "likelihood": (waiting.c.chance, True),
    "opened": (waiting.c.opened, False),
    "followers": (func.coalesce(waiting.c.followers, -1), True),
    "created": (waiting.c.created, True),
}
"""By what the queue can be sorted, and whether the most comes first."""
Place = tuple[float, str]
"""A place in the queue, behind which one reads on."""


def add(connection: Connection, opened: Sequence[Case]) -> None:
    """Let newly opened cases wait."""
    rows = [
        {
            "case": case.id,
            "platform": case.about.platform,
            "origin": case.origin,
            "language": None,
            "handle": None,
            "look_by": look_by(case).timestamp(),
            "due": case.due.timestamp(),
            "followers": None,
            "threatened": False,
            "chance": -1.0 if case.chance is None else case.chance,
            "opened": case.opened_at.timestamp(),
        }
        for case in opened
    ]
    if rows:
        connection.execute(insert(waiting), rows)


def remove(connection: Connection, decided: Sequence[CaseId]) -> None:
    """Let cases wait no more: they were decided."""
    for few in in_slices(decided):
        for table in (waiting, leases, skips):
            connection.execute(delete(table).where(table.c.case.in_(few)))


def due_by(connection: Connection, at: datetime, *, most: int) -> list[CaseId]:
    """List the cases that wait and are due by a time, those with the least time left first after what is late."""
    found = select(waiting.c.case).where(waiting.c.due <= at.timestamp()).order_by(waiting.c.due.desc(), waiting.c.case)
    return [CaseId(name) for name in connection.execute(found.limit(most)).scalars()]


def join(connection: Connection, case: CaseId, *, into: CaseId) -> None:
    """Let a case wait as one with another, which is due when the first of them is; who looks at it looks at both."""
    connection.execute(update(waiting).where(waiting.c.case == into).values(snoozed_until=None))
    held = select(leases.c.case).where(leases.c.case == into)
    if connection.execute(held).first() is None:
        connection.execute(update(leases).where(leases.c.case == case).values(case=into))
    threatened = connection.execute(select(waiting.c.threatened).where(waiting.c.case == case)).scalar()
    remove(connection, [case])
    hurry(connection, into, threatened=True) if threatened else _place_anew(connection, into)


def describe_case(
    connection: Connection,
    case: CaseId,
    *,
    language: str | None,
    handle: str | None = None,
    followers: int | None = None,
    created: datetime | None = None,
) -> None:
    """Say which language one must read to decide a case, how its account calls itself, and how many follow it."""
    made = created.timestamp() if created else 0.0
    said = {"language": language, "handle": handle, "followers": followers, "created": made}
    connection.execute(update(waiting).where(waiting.c.case == case).values(said))
    _place_anew(connection, case)


def hurry(connection: Connection, case: CaseId, *, threatened: bool) -> None:
    """Put a case ahead of everything while somebody's life may be in danger, or back to where it stood."""
    connection.execute(update(waiting).where(waiting.c.case == case).values(threatened=threatened))
    _place_anew(connection, case)


def unassign(connection: Connection, *, person: str) -> None:
    """Let whoever is free look at what was assigned to somebody."""
    connection.execute(update(waiting).where(waiting.c.assignee == person).values(assignee=None))


def _place_anew(connection: Connection, case: CaseId) -> None:
    """Put a case where the formula puts it, by what is known now of it and of those that wait with it."""
    row = connection.execute(select(waiting).where(waiting.c.case == case)).first()
    if row is not None:
        asked = select(cases).where(cases.c.id.in_([case, *joins.of(connection, case)]))
        together = as_reopened(connection, [case_of(columns_of(one, but=())) for one in connection.execute(asked)])
        place = min(look_by(one, followers=row.followers, threatened=row.threatened) for one in together)
        said = {"look_by": place.timestamp(), "due": min(one.due for one in together).timestamp()}
        connection.execute(update(waiting).where(waiting.c.case == case).values(said))


def page(
    connection: Connection,
    choice: QueueFilter,
    *,
    at: datetime,
    most: int,
    behind: Place | None = None,
    sort: Sort = "priority",
) -> list[WaitingCase]:
    """List what waits, by default the one to be looked at first ahead; `behind` is where the page before ended."""
    by, falls = ORDERS[sort]
    found = select(waiting, leases.c.person, by.label("place")).outerjoin(leases, _held(at))
    found = found.where(*_chosen(choice, at=at))
    if behind is not None:
        later = and_(by == behind[0], waiting.c.case > behind[1])
        found = found.where(by <= behind[0] if falls else by >= behind[0])
        found = found.where(or_(by < behind[0] if falls else by > behind[0], later))
    rows = connection.execute(found.order_by(by.desc() if falls else by, waiting.c.case).limit(most))
    return [_waiting(row) for row in rows]


def get(connection: Connection, case: CaseId) -> WaitingCase | None:
    """Give a case as it waits, whoever holds it; None for what waits no more."""
    row = connection.execute(
        select(waiting, literal(None).label("person"), waiting.c.look_by.label("place")).where(waiting.c.case == case)
    ).first()
    return _waiting(row) if row else None


def place_of(last: WaitingCase) -> Place:
    """Say where a page ends."""
    return last.place, last.case


def count(connection: Connection, choice: QueueFilter, *, at: datetime) -> int:
    """Count what waits, up to `MOST_COUNTED`."""
    found = select(waiting.c.case).outerjoin(leases, _held(at)).where(*_chosen(choice, at=at))
    found = found.limit(MOST_COUNTED)
    return connection.execute(select(func.count()).select_from(found.subquery())).scalar_one()


def first_free(
    connection: Connection, choice: QueueFilter, *, person: str, at: datetime, roles: Collection[str] = ()
) -> CaseId | None:
    """Give the first case that nobody else looks at and that this person has not passed over.

    What is assigned to somebody else, put off, or escalated to a role that this person has not is left out.
    """
    theirs = or_(waiting.c.assignee.is_(None), waiting.c.assignee == person)
    may_see = or_(waiting.c.escalated_to.is_(None), waiting.c.escalated_to.in_(sorted(roles)))
    skipped = exists().where(skips.c.case == waiting.c.case, skips.c.person == person, skips.c.until > at.timestamp())
    found = (
        select(waiting.c.case)
        .outerjoin(leases, _held(at))
        .where(*_chosen(choice, at=at), or_(leases.c.person.is_(None), leases.c.person == person), ~skipped)
        .where(theirs, may_see)
        .order_by(waiting.c.look_by, waiting.c.case)
        .limit(1)
    )
    name: CaseId | None = connection.execute(found).scalar()
    return name


def waits(connection: Connection, names: Sequence[CaseId]) -> frozenset[CaseId]:
    """Say which of some cases wait."""
    found: set[CaseId] = set()
    for few in in_slices(names):
        rows = connection.execute(select(waiting.c.case).where(waiting.c.case.in_(few))).scalars()
        found |= {CaseId(name) for name in rows}
    return frozenset(found)


def is_skipped(connection: Connection, name: CaseId, person: str) -> bool:
    """Say whether somebody passed a case over."""
    found = select(skips.c.case).where(skips.c.case == name, skips.c.person == person)
    return connection.execute(found).first() is not None


def presses(connection: Connection, case: CaseId, *, before: datetime) -> bool:
    """Say whether a case is due before a time, or somebody's life may be in danger."""
    soon = or_(waiting.c.due < before.timestamp(), waiting.c.threatened)
    return connection.execute(select(waiting.c.case).where(waiting.c.case == case, soon)).first() is not None


def _held(at: datetime) -> ColumnElement[bool]:
    return and_(leases.c.case == waiting.c.case, leases.c.until > at.timestamp())


def _chosen(choice: QueueFilter, *, at: datetime) -> list[ColumnElement[bool]]:
    rests = and_(waiting.c.snoozed_until.is_not(None), waiting.c.snoozed_until > at.timestamp())
    asked = [and_(rests, ~waiting.c.threatened) if choice.snoozed else or_(~rests, waiting.c.threatened)]
    if choice.assignee:
        asked.append(waiting.c.assignee == choice.assignee)
    if choice.escalated:
        asked.append(waiting.c.escalated_to.is_not(None))
    if choice.platform:
        asked.append(waiting.c.platform == choice.platform)
    if choice.origin:
        asked.append(waiting.c.origin == choice.origin)
    if choice.languages:
        asked.append(waiting.c.language.in_(choice.languages))
    if choice.due_before is not None:
        asked.append(waiting.c.due < choice.due_before.timestamp())
    if choice.held_by:
        asked.append(leases.c.person == choice.held_by)
    return asked


def _waiting(row: Row[Any]) -> WaitingCase:
    return WaitingCase(
        case=CaseId(row.case),
        language=row.language,
        handle=row.handle,
        look_by=datetime.fromtimestamp(row.look_by, UTC),
        due=datetime.fromtimestamp(row.due, UTC),
        held_by=row.person,
        followers=row.followers,
        threatened=row.threatened,
        opened=datetime.fromtimestamp(row.opened, UTC),
        created=datetime.fromtimestamp(row.created, UTC) if row.created else None,
        assignee=row.assignee,
        escalated_to=row.escalated_to,
        snoozed_until=datetime.fromtimestamp(row.snoozed_until, UTC) if row.snoozed_until else None,
        place=row.place,
    )
