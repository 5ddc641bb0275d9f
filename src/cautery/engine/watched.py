"""Which newcomers are watched, kept between processes: only those that changed are written, with the place up to which that is.

All of it is computed from the journal: what is damaged is dropped, and the newcomers are read again.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from cautery.engine.computed_file import all_or_nothing, open_computed
from cautery.store.journal import START, JournalPlace

Name = tuple[str, str]
"""Platform and account."""
VERSION = 1
_TABLES = """
CREATE TABLE place (segment INTEGER NOT NULL, byte INTEGER NOT NULL);
CREATE TABLE watched (
    number INTEGER PRIMARY KEY, platform TEXT NOT NULL, account TEXT NOT NULL, portrait BLOB NOT NULL,
    UNIQUE (account, platform)
);
"""


class Watched:
    """The watched in a file. One thread at a time."""

    def __init__(self, path: Path) -> None:
        """Open it; what cannot be read begins anew."""
        self._path = path
        try:
            self._open()
        except sqlite3.DatabaseError:
            self.forget()

    def place(self) -> JournalPlace:
        """Say up to which place in the journal it knows who is watched."""
        row = self._connection.execute("SELECT segment, byte FROM place").fetchone()
        return JournalPlace(segment=row[0], byte=row[1]) if row else START

    def every(self) -> Sequence[bytes]:
        """Give the watched, in the order of their coming."""
        return [portrait for (portrait,) in self._connection.execute("SELECT portrait FROM watched ORDER BY number")]

    def keep(self, changed: Mapping[Name, bytes | None], place: JournalPlace) -> None:
        """Keep who is watched and changed, drop who is watched no more (None), and the place with it: all or nothing."""
        gone = [name for name, portrait in changed.items() if portrait is None]
        there = [(*name, portrait) for name, portrait in changed.items() if portrait is not None]
        with all_or_nothing(self._connection, f"Who is watched, in '{self._path}',"):
            self._connection.executemany("DELETE FROM watched WHERE platform = ? AND account = ?", gone)
            self._connection.executemany(
                "INSERT INTO watched (platform, account, portrait) VALUES (?, ?, ?) "
                "ON CONFLICT (account, platform) DO UPDATE SET portrait = excluded.portrait",
                there,
            )
            self._connection.execute("DELETE FROM place")
            self._connection.execute("INSERT INTO place VALUES (?, ?)", (place.segment, place.byte))

    def forget(self) -> None:
        """Drop all of it."""
        self.close()
        for path in self._path.parent.glob(f"{self._path.name}*"):
            path.unlink(missing_ok=True)
        self._open()

    def close(self) -> None:
        """Let go of the file."""
        with suppress(AttributeError, sqlite3.Error):
            self._connection.close()

    def _open(self) -> None:
        self._connection = open_computed(self._path)
        [version] = self._connection.execute("PRAGMA user_version").fetchone()
        if version not in (0, VERSION):
            raise sqlite3.DatabaseError("another version wrote it")
        if version == 0:
            self._connection.executescript(f"{_TABLES} PRAGMA user_version = {VERSION};")
