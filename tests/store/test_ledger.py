"""Rows at the end of a ledger, and an entry for each: never one without the other, whoever writes at the same time."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from cautery.errors import Conflict
from cautery.kit.note import Signer
from cautery.store.audit import Verification, commitment, verify
from cautery.store.database import Database, open_database
from cautery.store.ledger import MOST_ROWS, Row, WriteTransaction, append_rows, columns_of
from cautery.store.migrate import migrate
from cautery.store.schema import actions, audit, audit_facts, banks, receipts

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
SIGNER = Signer(name="harbour.example", seed=b"s" * 32)

WRITE_TEN_TIMES = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from cautery.kit.note import Signer
from cautery.store.database import open_database
from cautery.store.ledger import WriteTransaction, append_rows
from cautery.store.schema import receipts
database = open_database(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for number in range(10):
    with database.writing() as connection:
        signer = Signer(name="harbour.example", seed=b"s" * 32)
        tx = WriteTransaction(connection=connection, by=sys.argv[2], at=datetime(2020, 1, 1, tzinfo=UTC), signer=signer)
        row = {"action": f"{sys.argv[2]} {number}", "state": "sent", "at": "now", "says": "", "undo": None}
        append_rows(tx, receipts, [row], what="receipt", openly=("action",))
"""


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """Give a database with tables and nothing in them."""
    migrate(tmp_path / "cautery.db")
    return open_database(tmp_path / "cautery.db")


def a_receipt(action: str, *, says: str = "accepted") -> Row:
    return {"action": action, "state": "sent", "at": "2020-01-01T12:00:00Z", "says": says, "undo": None}


def an_action(key: str) -> Row:
    row = {"key": key, "decision": "d", "platform": "harbour", "account": "ana", "post": None, "measure": "suspend"}
    return dict(row)


def append(database: Database, rows: Sequence[Row], *, by: str = "local:ben") -> None:
    with database.writing() as connection:
        tx = WriteTransaction(connection=connection, by=by, at=NOON, signer=SIGNER)
        append_rows(tx, receipts, rows, what="receipt", openly=("action", "state", "undo"))


def entries(database: Database) -> list[dict[str, object]]:
    with database.reading() as connection:
        found = connection.execute(select(audit.c.entry).order_by(audit.c.number)).scalars()
        return [msgspec.json.decode(entry) for entry in found]


def names(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.execute(select(receipts.c.action).order_by(receipts.c.seq)).scalars())


def checked(database: Database) -> Verification:
    with database.reading() as connection:
        return verify(connection, verifier=SIGNER.verifier())


def test_rows_are_numbered_on_in_the_order_in_which_they_came(database: Database) -> None:
    append(database, [a_receipt("b"), a_receipt("a")])
    append(database, [a_receipt("c")])
    with database.reading() as connection:
        found = connection.execute(select(receipts.c.seq, receipts.c.action).order_by(receipts.c.seq)).all()

    assert [tuple(row) for row in found] == [(1, "b"), (2, "a"), (3, "c")]


def test_an_entry_tells_what_by_whom_when_and_what_is_told_openly(database: Database) -> None:
    """What is empty is left out, and what is not named shows only as a commitment."""
    append(database, [a_receipt("a", says="a private word")])
    (entry,) = entries(database)

    assert len(str(entry.pop("commitment"))) == 64
    assert entry == {
        "what": "receipt",
        "by": "local:ben",
        "at": "2020-01-01T12:00:00Z",
        "action": "a",
        "state": "sent",
        "index": 0,
    }


def test_the_same_row_written_elsewhere_has_another_commitment(database: Database, tmp_path: Path) -> None:
    """Else who has the log could guess what a row says, and see whether the guess is right."""
    migrate(tmp_path / "elsewhere.db")
    elsewhere = open_database(tmp_path / "elsewhere.db")
    append(database, [a_receipt("a")])
    append(elsewhere, [a_receipt("a")])

    assert entries(database)[0]["commitment"] != entries(elsewhere)[0]["commitment"]


def test_nothing_written_leaves_no_entry(database: Database) -> None:
    append(database, [])

    assert entries(database) == []


def test_more_rows_than_one_statement_takes_are_all_there_and_proved(database: Database) -> None:
    many = [str(number) for number in range(MOST_ROWS + 1)]
    append(database, [a_receipt(name) for name in many])

    assert names(database) == many
    assert checked(database).ok
    assert checked(database).entries == len(many)


def test_a_transaction_that_fails_leaves_neither_row_nor_entry(database: Database) -> None:
    """The second ledger refuses; what the first one had taken goes with it."""
    append(database, [a_receipt("before")])
    with pytest.raises(Conflict):
        append_receipt_and_an_action_twice(database)

    assert names(database) == ["before"]
    assert len(entries(database)) == 1
    assert checked(database).ok


def append_receipt_and_an_action_twice(database: Database) -> None:
    with database.writing() as connection:
        tx = WriteTransaction(connection=connection, by="local:ben", at=NOON, signer=SIGNER)
        append_rows(tx, receipts, [a_receipt("lost")], what="receipt", openly=())
        append_rows(tx, actions, [an_action("a"), an_action("a")], what="action", openly=())


def test_writers_in_many_threads_lose_nothing_and_the_log_is_whole(database: Database) -> None:
    """Each numbers on from the last row and grows the last tree: two at once would do it from the same one."""

    def write(by: str) -> None:
        for number in range(12):
            append(database, [a_receipt(f"{by} {number}")], by=by)

    writers = [threading.Thread(target=write, args=(by,)) for by in "abcd"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)

    assert sorted(names(database)) == sorted(f"{by} {number}" for by in "abcd" for number in range(12))
    assert checked(database).ok


def test_writers_in_two_processes_lose_nothing_and_the_log_is_whole(database: Database, tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITE_TEN_TIMES, str(tmp_path / "cautery.db")]
    writers = [
        subprocess.Popen([*command, by], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for by in "ab"
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.communicate("go\n", timeout=60)

    assert [writer.returncode for writer in writers] == [0, 0]
    assert sorted(names(database)) == sorted(f"{by} {number}" for by in "ab" for number in range(10))
    assert checked(database).ok


def test_columns_of_a_row_are_given_by_name_but_for_some(database: Database) -> None:
    append(database, [a_receipt("a")])
    with database.reading() as connection:
        row = connection.execute(select(receipts)).one()

    assert columns_of(row, but=("seq", "at", "says")) == {"action": "a", "state": "sent", "undo": None}


def test_a_row_from_before_a_column_came_is_committed_to_without_it(database: Database) -> None:
    """Else a new column would break the proof of every older row."""
    said = {
        "bank": "lamps",
        "type": "term",
        "value": "wick",
        "opinion": "positive",
        "origin": "ours",
        "policy": "house",
    }
    row = {**said, "why": "", "added_by": "ben", "added_at": "2020-01-01T12:00:00Z", "expires_at": None}
    with database.writing() as connection:
        tx = WriteTransaction(connection=connection, by="local:ben", at=NOON, signer=SIGNER)
        append_rows(tx, banks, [row], what="bank entry", openly=())
    with database.reading() as connection:
        salt = connection.execute(select(audit_facts.c.salt)).scalar_one()
        entry = msgspec.json.decode(connection.execute(select(audit.c.entry)).scalar_one())
        proved = verify(connection, verifier=SIGNER.verifier())

    assert entry["commitment"] == commitment(salt, {**row, "seq": 1})
    assert proved.ok
