"""The ledger of people: who works here, with which roles. A later row about somebody replaces an earlier one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, get_args

import msgspec
from sqlalchemy import Connection, Row, select

from cautery.kit.clock import rfc3339
from cautery.model.person import Admission, Person, PersonId, Role
from cautery.store.ledger import WriteTransaction, append_rows, columns_of
from cautery.store.schema import admissions, people
from cautery.store.sealed import is_ours


def append(tx: WriteTransaction, told: Sequence[Person]) -> None:
    """Keep who somebody is from now on."""
    append_rows(tx, people, map(_row, told), what="person", openly=("person", "roles", "active"), seal=True)


def append_admissions(tx: WriteTransaction, told: Sequence[Admission]) -> None:
    """Keep what happened at the door."""
    rows = (
        {"person": admission.person, "event": admission.event, "detail": admission.detail, "at": rfc3339(admission.at)}
        for admission in told
    )
    append_rows(tx, admissions, rows, what="admission", openly=("person", "event"))


def get(connection: Connection, person: PersonId) -> Person | None:
    """Give somebody as the last row says; None when there is nobody of that name."""
    found = select(people).where(people.c.person == person).order_by(people.c.seq.desc())
    return next((_person(row) for row in connection.execute(found) if is_ours(connection, people, row)), None)


def everybody(connection: Connection) -> list[Person]:
    """List everybody as they are now, by name; those who have left too."""
    rows = connection.execute(select(people).order_by(people.c.seq))
    newest = {row.person: row for row in rows if is_ours(connection, people, row)}
    return [_person(newest[name]) for name in sorted(newest)]


def rows_of(connection: Connection, person: PersonId) -> list[Person]:
    """List everything that was ever said about somebody, newest first."""
    found = select(people).where(people.c.person == person).order_by(people.c.seq.desc())
    return [_person(row) for row in connection.execute(found) if is_ours(connection, people, row)]


def admissions_of(connection: Connection, person: PersonId, *, most: int) -> list[Admission]:
    """List what last happened at the door with somebody, newest first."""
    found = select(admissions).where(admissions.c.person == person).order_by(admissions.c.seq.desc()).limit(most)
    return [
        msgspec.convert(columns_of(row, but=("seq",)), type=Admission, strict=False)
        for row in connection.execute(found)
    ]


def admissions_since(connection: Connection, events: Sequence[str], *, since: datetime) -> list[Admission]:
    """List what happened at the door since a time, of some kinds, newest first."""
    found = select(admissions).where(admissions.c.event.in_(events), admissions.c.at >= rfc3339(since)[:19])
    rows = connection.execute(found.order_by(admissions.c.seq.desc()))
    return [msgspec.convert(columns_of(row, but=("seq",)), type=Admission, strict=False) for row in rows]


def _row(one: Person) -> dict[str, object]:
    return {
        "person": one.person,
        "roles": " ".join(one.roles),
        "languages": " ".join(one.languages),
        "active": int(one.active),
        "by": one.by,
        "at": rfc3339(one.at),
    }


def _person(row: Row[Any]) -> Person:
    said = columns_of(row, but=("seq", "roles", "languages", "seal"))
    roles = [role for role in row.roles.split() if role in get_args(Role)]
    return msgspec.convert(said | {"roles": roles, "languages": row.languages.split()}, type=Person, strict=False)
