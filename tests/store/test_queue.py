"""The quick reading of the queue is held to the ledgers, which are slow and obvious."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cautery.errors import Conflict
from cautery.kit.note import new_signer
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision, DecisionId
from cautery.model.suspicion import Reason
from cautery.store import cases, decisions
from cautery.store.database import Database, open_database
from cautery.store.ledger import WriteTransaction
from cautery.store.migrate import migrate
from cautery.store.queue import read_queue

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
SIGNER = new_signer("harbour.example")


def a_case(number: int) -> Case:
    return Case(
        id=CaseId(f"c{number}"),
        about=Account(platform=Platform("harbour"), id=AccountId(f"a{number}")),
        post="p1" if number % 2 else None,
        origin="suspicion" if number % 3 else "notice",
        chance=number / 10 if number % 3 else None,
        reasons=(Reason(channel="links", bits=1.5, says="posts «a link»", evidence=("p1", "p2")),) * (number % 2),
        opened_at=NOON,
        due=NOON + timedelta(hours=9 - number, microseconds=number),
    )


def a_decision(case: Case) -> Decision:
    return Decision(
        id=DecisionId(f"d-{case.id}"),
        about=case.about,
        verdict="benign",
        measure="none",
        clause=None,
        reason="mended lamps",
        by="ben",
        at=NOON,
        source="review",
        case=case.id,
    )


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """Seven cases, three of them decided, one of these twice; and a label, which is about no case."""
    migrate(tmp_path / "cautery.db")
    database = open_database(tmp_path / "cautery.db")
    opened = [a_case(number) for number in range(7)]
    with database.writing() as connection:
        tx = WriteTransaction(connection=connection, by="ben", at=NOON, signer=SIGNER)
        cases.append(tx, opened)
        decisions.append(tx, [a_decision(case) for case in opened[1:4]])
    return database


def test_it_gives_the_cases_that_the_ledger_gives(database: Database, tmp_path: Path) -> None:
    found, decided = read_queue(tmp_path / "cautery.db")

    with database.reading() as connection:
        assert found == cases.every(connection)
        assert {case.id for case in found if case.id not in decided} == {
            case.id for case in cases.undecided(connection)
        }


def test_it_reads_while_somebody_writes(database: Database, tmp_path: Path) -> None:
    with database.writing() as connection:
        tx = WriteTransaction(connection=connection, by="ben", at=NOON, signer=SIGNER)
        cases.append(tx, [a_case(8)])
        during = read_queue(tmp_path / "cautery.db")[0]

    assert len(during) == 7
    assert len(read_queue(tmp_path / "cautery.db")[0]) == 8


def test_a_database_without_tables_is_told_with_what_to_do(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "cautery.db").close()

    with pytest.raises(Conflict, match="cautery init"):
        read_queue(tmp_path / "cautery.db")


def test_no_database_is_told_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(Conflict, match="cautery init"):
        read_queue(tmp_path / "cautery.db")

    assert list(tmp_path.iterdir()) == []


def test_tables_of_another_version_are_not_read(database: Database, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "cautery.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")

    with pytest.raises(Conflict, match="0000"):
        read_queue(tmp_path / "cautery.db")
