"""Rows of some kind for every ledger that a test's story leaves empty."""

from pathlib import Path
from typing import Any

from sqlalchemy import Column, select

from cautery.store.audit import LEDGERS
from cautery.store.database import open_database
from cautery.store.ledger import WriteTransaction, append_rows
from tests.store.conftest import NOON, SIGNER

NO_FACTS = {
    "passwords",
    "passkeys",
    "sessions",
    "links",
    "identities",
    "messages",
    "marks",
    "views",
    "keys",
    "attempts",
    "waiting",
    "leases",
    "skips",
    "exposures",
    "answers",
    "outbox",
    "memberships",
    "continuations",
    "gold_pulls",
    "observations",
    "quarantine",
    "gaps",
    "sources",
    "installation",
    "places",
    "failed_events",
    "parts",
    "history",
    "work_leases",
    "runs",
    "services",
    "erasure_subjects",
    "preserved",
}
"""What opens the door and who looks at what: changed and deleted, so the log cannot stand for it."""


def fill_empty_ledgers(path: Path) -> Path:
    """Append two rows to each ledger that has none; gives the path."""
    database = open_database(path)
    with database.writing() as connection:
        tx = WriteTransaction(connection=connection, by="local:ben", at=NOON, signer=SIGNER)
        for table in LEDGERS.values():
            if not connection.execute(select(table).limit(1)).first():
                two = [{str(c.name): _value(c, which) for c in table.columns if c.name != "seq"} for which in "ab"]
                append_rows(tx, table, two, what=str(table.name), openly=())
    database.close()
    return path


def _value(column: Column[Any], which: str) -> object:
    kind = column.type.python_type
    return kind(len(which)) if kind in (int, float) else which.encode() if kind is bytes else which
