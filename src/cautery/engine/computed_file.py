"""A SQLite file of what is computed from the journal: one writer, whole transactions, nothing that a crash could half write.

It need not be synced: what is lost is computed again.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cautery.errors import Temporary

WAITS_S = 20.0
_PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL")


def open_computed(path: Path, *pragmas: str) -> sqlite3.Connection:
    """Open a file, which is made when missing.

    Raises:
        sqlite3.DatabaseError: it is damaged, or no SQLite file.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=WAITS_S)
    for pragma in (*_PRAGMAS, *pragmas):
        connection.execute(f"PRAGMA {pragma}")
    return connection


@contextmanager
def all_or_nothing(connection: sqlite3.Connection, what: str) -> Iterator[None]:
    """Write all that is written in the block, or nothing; Temporary, with `what` it is, where it cannot be written now."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        raise Temporary(f"{what} cannot be written: {error}.") from error
