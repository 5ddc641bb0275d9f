"""What lets somebody in was written here, with the key beside the database, or it lets nobody in, and is told."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from cautery.access.keys import ApiKey
from cautery.access.passkeys import Passkey
from cautery.access.seals import Seals
from cautery.access.sessions import Session
from cautery.model.access import AccessRequest
from cautery.model.person import Person, PersonId
from cautery.store import access_requests, entrance, identities, passkeys, people
from cautery.store.database import Database, connect, open_database
from cautery.store.ledger import WriteTransaction
from cautery.store.migrate import migrate
from cautery.store.sealed import SEALED, rows_from_elsewhere, seal_all
from tests.store.conftest import NOON, SIGNER

ADA = PersonId("ada")
SEALS = Seals(b"k" * 32)


@pytest.fixture
def filled(tmp_path: Path) -> Database:
    """Give a database in which somebody has everything that lets one in."""
    migrate(tmp_path / "cautery.db")
    database = open_database(tmp_path / "cautery.db", seals=SEALS)
    with database.writing() as connection:
        tx = WriteTransaction(connection=connection, by="local:ben", at=NOON, signer=SIGNER)
        people.append(tx, [Person(person=ADA, roles=("reviewer",), by="local:ben", at=NOON)])
        entrance.set_password(connection, ADA, "hash")
        passkeys.add(connection, Passkey(id="p1", person=ADA, name="key", public_key=b"\x00\xff", signed=1))
        entrance.begin_session(
            connection, Session(fingerprint="s1", person=ADA, begun_at=NOON, seen_at=NOON, how="password")
        )
        entrance.add_link(connection, "l1", person=ADA, purpose="invitation", ends_at=NOON + timedelta(days=1))
        key = ApiKey(id="k1", person=ADA, name="feed", scopes=("see_cases",), ends_at=NOON)
        entrance.add_key(connection, key, "k1print")
        identities.add(connection, "https://sso.example", "sub", person=ADA, at=NOON)
        access_requests.append(
            tx, AccessRequest(id="r1", kind="roles", state="asked", person=ADA, roles=("senior",), by="ben", at=NOON)
        )
    return database


def opens(database: Database) -> list[object]:
    with database.reading() as connection:
        return [
            people.get(connection, ADA),
            entrance.password_of(connection, ADA),
            passkeys.get(connection, "p1"),
            entrance.session(connection, "s1"),
            entrance.link(connection, "l1", purpose="invitation", at=NOON),
            entrance.key(connection, "k1print"),
            identities.person_of(connection, "https://sso.example", "sub"),
            access_requests.get(connection, "r1"),
        ]


def told(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(rows_from_elsewhere(connection))


def test_what_was_written_here_opens(filled: Database) -> None:
    assert all(opens(filled))
    assert told(filled) == []


@pytest.mark.parametrize(("table", "at"), [(table.name, at) for at, table in enumerate(SEALED)])
def test_a_changed_row_opens_nothing_and_is_told(table: str, at: int, filled: Database) -> None:
    """Each column that means anything: an attacker takes whichever is free."""
    columns = next(one for one in SEALED if one.name == table).columns
    for column in columns:
        name = f'"{column.name}"'
        if column.info.get("apart") or column.name in ("seq", "fingerprint"):
            continue
        bend = f"CASE typeof({name}) WHEN 'text' THEN {name} || 'x' WHEN 'blob' THEN x'01' ELSE {name} + 1 END"
        with filled.engine.connect() as connection:
            connection.execute(text(f"UPDATE {table} SET {name} = {bend}"))
            connection.commit()
            assert told(filled), column.name
            with filled.engine.connect() as again:
                again.execute(text(f"UPDATE {table} SET seal = 'ff'"))
                again.commit()
        assert not opens(filled)[at]


def test_a_row_with_no_seal_opens_nothing(filled: Database) -> None:
    with filled.engine.connect() as connection:
        for table in SEALED:
            connection.execute(text(f"UPDATE {table.name} SET seal = NULL"))
        connection.commit()

    assert not any(opens(filled))
    assert len(told(filled)) == len(SEALED)


def test_with_another_key_nothing_opens(filled: Database, tmp_path: Path) -> None:
    assert not any(opens(open_database(tmp_path / "cautery.db", seals=Seals(b"o" * 32))))
    assert not any(opens(open_database(tmp_path / "cautery.db")))


def test_the_rows_of_a_database_from_before_are_sealed_once(filled: Database, tmp_path: Path) -> None:
    new = connect(tmp_path / "cautery.db", seals=Seals(b"n" * 32))
    with new.writing() as connection:
        assert seal_all(connection) == len(SEALED)

    assert all(opens(new))
    new.close()


def test_a_seal_that_stays_when_it_is_used(filled: Database) -> None:
    """A session that is seen again, a passkey that signs, a key that ends: still ours."""
    with filled.writing() as connection:
        entrance.see_again(connection, "s1", NOON + timedelta(hours=1))
        passkeys.has_signed(connection, "p1", 9)
        assert entrance.revoke_key(connection, "k1")
        identities.vouch(connection, "https://sso.example", "sub", NOON)

    assert told(filled) == []
