"""Passkeys that people may come in with. No facts: the log tells of them through admissions (`store/people`)."""

from typing import Any

from sqlalchemy import Connection, LargeBinary, Row, cast, delete, select, update

from cautery.access.passkeys import Passkey
from cautery.model.person import PersonId
from cautery.store.schema import passkeys
from cautery.store.sealed import add_sealed, is_ours, sealed

_WITH_KEY = select(passkeys.c.id, passkeys.c.person, passkeys.c.name, passkeys.c.signed, passkeys.c.seal).add_columns(
    cast(passkeys.c.public_key, LargeBinary).label("public_key")
)


def add(connection: Connection, made: Passkey) -> None:
    """Keep a passkey."""
    row = {
        "id": made.id,
        "person": made.person,
        "name": made.name,
        "public_key": made.public_key,
        "signed": made.signed,
    }
    add_sealed(connection, passkeys, row)


def get(connection: Connection, name: str) -> Passkey | None:
    """Give a passkey by its id; None when there is none."""
    row = connection.execute(_WITH_KEY.where(passkeys.c.id == name)).first()
    return _passkey(row) if row is not None and is_ours(connection, passkeys, row) else None


def of_person(connection: Connection, person: PersonId) -> list[Passkey]:
    """List somebody's passkeys by name."""
    found = _WITH_KEY.where(passkeys.c.person == person).order_by(passkeys.c.name, passkeys.c.id)
    return [_passkey(row) for row in connection.execute(found) if is_ours(connection, passkeys, row)]


def has_signed(connection: Connection, name: str, signed: int) -> None:
    """Note how often a passkey signed by now."""
    row = connection.execute(_WITH_KEY.where(passkeys.c.id == name)).first()
    if row is not None and is_ours(connection, passkeys, row):
        seal = sealed(connection, passkeys, {**row._mapping, "signed": signed})["seal"]
        connection.execute(update(passkeys).where(passkeys.c.id == name).values(signed=signed, seal=seal))


def remove(connection: Connection, name: str, *, of: PersonId) -> bool:
    """End one of somebody's passkeys; False when they have none of that id."""
    return connection.execute(delete(passkeys).where(passkeys.c.id == name, passkeys.c.person == of)).rowcount > 0


def remove_all(connection: Connection, of: PersonId) -> None:
    """End all of somebody's passkeys."""
    connection.execute(delete(passkeys).where(passkeys.c.person == of))


def _passkey(row: Row[Any]) -> Passkey:
    return Passkey(id=row.id, person=PersonId(row.person), name=row.name, public_key=row.public_key, signed=row.signed)
