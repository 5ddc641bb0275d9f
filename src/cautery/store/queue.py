"""The queue, read straight from SQLite: a terminal asks for it all day, and loading SQLAlchemy takes longer than the answer.

It reads and never writes; the ledger of cases is the judge of what it gives.
"""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from cautery.errors import Conflict, Permanent, Temporary
from cautery.model.case import Case, CaseId
from cautery.store.case_rows import case_of
from cautery.store.version import SCHEMA

_CASES = 'SELECT * FROM cases WHERE id NOT IN (SELECT "case" FROM joins) OR id IN (SELECT "case" FROM decisions) ORDER BY seq'
_DECIDED = """
SELECT "case" FROM decisions WHERE "case" IS NOT NULL GROUP BY "case"
HAVING COUNT(*) > (SELECT COALESCE(MAX(decided), 0) FROM reopenings WHERE reopenings."case" = decisions."case")
"""
_REOPENED = 'SELECT "case", at, due FROM reopenings ORDER BY seq'
_LATEST = "SELECT latest FROM history"
BUSY_S = 30


def latest_event(path: Path) -> datetime | None:
    """Give the time of the latest event in history; None where there is none."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_S)) as connection:
        row = connection.execute(_LATEST).fetchone()
    return None if row is None or row[0] is None else datetime.fromtimestamp(row[0], UTC)


def read_queue(path: Path) -> tuple[list[Case], frozenset[CaseId]]:
    """Give all cases, oldest first, and which of them are decided."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_S)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("BEGIN")
            version = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
            cases = [dict(row) for row in connection.execute(_CASES)] if version == SCHEMA else []
            again = {row[0]: row for row in connection.execute(_REOPENED)} if version == SCHEMA else {}
            decided = (
                frozenset(CaseId(row[0]) for row in connection.execute(_DECIDED)) if version == SCHEMA else frozenset()
            )
    except sqlite3.OperationalError as error:
        if "no such table" in str(error) or "unable to open" in str(error):
            raise Conflict(f"The database '{path}' has no tables yet; run: cautery init --home {path.parent}") from None
        raise Temporary(f"The database is busy or cannot be reached: {error}; try again.") from None
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise Permanent(f"The database is damaged: {error}; restore it from a backup.") from None
    if version != SCHEMA:
        raise Conflict(
            f"The database '{path}' has tables of version {version}, and this is for {SCHEMA}; "
            f"run: cautery init --home {path.parent}"
        )
    return [case_of(row | _times(again.get(row["id"]))) for row in cases], decided


def _times(again: sqlite3.Row | None) -> dict[str, object]:
    """Say since when a reopened case waits, and by when it is due."""
    return {} if again is None else {"opened_at": again["at"], "due": again["due"]}
