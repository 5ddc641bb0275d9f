"""A copy of either database is one file with all rows, and can be put back into either."""

from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select

from cautery.errors import Conflict, Permanent
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import CaseId
from cautery.model.judgement import Note
from cautery.store import exposures, runs
from cautery.store.audit import verify
from cautery.store.copying import copy_database, put_back
from cautery.store.database import Database, open_database
from cautery.store.judgements import append_note
from cautery.store.migrate import migrate
from cautery.store.schema import notes
from tests import postgres
from tests.store.conftest import NOON, SIGNER, Open

_numbers = count()
SOMEBODY = Account(platform=Platform("harbour"), id=AccountId("a1"))


@pytest.fixture
def written(either: Database, writing: Open) -> Database:
    """Give a database with a fact, its log entry, and rows that are no facts."""
    with writing() as tx:
        append_note(tx, Note(about=SOMEBODY, text="said at noon", by="ben", at=NOON))
        exposures.add(tx.connection, "ben", CaseId("c1"), items=1, at=NOON)
        runs.begin(tx.connection, "effect", at_s=1.0)
    return either


def test_a_copy_holds_all_rows_and_a_log_that_verifies(written: Database, tmp_path: Path) -> None:
    copy_database(written, tmp_path / "copy.db")
    copied = open_database(tmp_path / "copy.db")
    with copied.reading() as connection:
        found = verify(connection, verifier=SIGNER.verifier())

        assert (found.ok, found.entries) == (True, 1)
        assert runs.last(connection, "effect").started_at == 1.0
    copied.close()
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.db"]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_copy_is_put_back_into_either_database(
    written: Database, kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    copy_database(written, tmp_path / "copy.db")
    address: Path | str = tmp_path / "back.db"
    if kind == "postgresql":
        address = postgres.new_database(request.getfixturevalue("postgres_server"), f"back{next(_numbers)}")
    put_back(tmp_path / "copy.db", address)
    back = open_database(address)
    with back.writing() as connection:
        assert connection.execute(select(notes.c.text)).scalars().all() == ["said at noon"]
        assert verify(connection, verifier=SIGNER.verifier()).ok
        exposures.add(
            connection, "ada", CaseId("c2"), items=1, at=NOON
        )  # is numbered behind those that came with a number
    back.close()


def test_a_database_with_tables_is_never_overwritten(written: Database, tmp_path: Path) -> None:
    copy_database(written, tmp_path / "copy.db")
    put_back(tmp_path / "copy.db", tmp_path / "back.db")
    with pytest.raises(Conflict, match="has tables already"):
        put_back(tmp_path / "copy.db", tmp_path / "back.db")


def test_a_damaged_page_is_said_and_never_becomes_a_backup(tmp_path: Path) -> None:
    source = tmp_path / "cautery.db"
    migrate(source)
    database = open_database(source)
    with database.writing() as connection:
        for number in range(400):
            exposures.add(connection, f"person {number} " + "x" * 200, CaseId("c"), items=1, at=NOON)
    database.close()
    data = bytearray(source.read_bytes())
    data[-8 * 4096 :] = b"\xff" * (8 * 4096)
    source.write_bytes(data)
    damaged = open_database(source)
    with pytest.raises(Permanent, match=r"database is damaged .* earlier backup"):
        copy_database(damaged, tmp_path / "copy.db")
    damaged.close()
