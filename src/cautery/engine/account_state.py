"""What detection keeps of accounts between batches: in SQLite and an index beside it, all of it computed from the journal.

One transaction takes a batch and the place behind it, so that a crash leaves no half of a batch. Whatever is damaged is deleted
and computed again from the beginning of the journal.
"""

import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import numpy as np

from cautery.engine.computed_file import all_or_nothing, open_computed
from cautery.engine.postings import Keys, Numbers, Postings
from cautery.errors import Permanent

VERSION = 4
"""State that another version wrote is computed again."""
Name = tuple[str, str]
"""Platform and account."""
Place = tuple[int, int]

_TABLES = """
CREATE TABLE told (what TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE accounts (
    number INTEGER PRIMARY KEY, platform TEXT NOT NULL, account TEXT NOT NULL, known INTEGER NOT NULL DEFAULT 0,
    channels INTEGER NOT NULL DEFAULT 0, lot INTEGER NOT NULL, handle TEXT, display_name TEXT, wrote INTEGER NOT NULL DEFAULT 0,
    begins REAL
);
CREATE UNIQUE INDEX accounts_name ON accounts (account, platform);
CREATE INDEX accounts_lot ON accounts (lot) WHERE handle IS NOT NULL;
CREATE INDEX accounts_cohort ON accounts (lot) WHERE wrote;
CREATE TABLE kept (kind TEXT, number INTEGER, value BLOB NOT NULL, PRIMARY KEY (kind, number)) WITHOUT ROWID;
CREATE TABLE marked (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, number INTEGER NOT NULL, UNIQUE (kind, number));
CREATE TABLE found (
    number INTEGER PRIMARY KEY, likelihood REAL NOT NULL, snapshot TEXT NOT NULL, inside INTEGER NOT NULL, value BLOB NOT NULL
);
CREATE INDEX found_likelihood ON found (likelihood);
CREATE TABLE recent (id INTEGER PRIMARY KEY, keys BLOB NOT NULL, numbers BLOB NOT NULL);
"""


class AccountState:
    """The state in a folder. One thread at a time."""

    def __init__(self, folder: Path) -> None:
        """Open it; what is damaged, or of another version, begins anew."""
        self._folder = folder
        self.begun_anew = ""
        """Why it had to begin anew; '' when all was there."""
        try:
            self._open()
        except (sqlite3.DatabaseError, Permanent, ValueError) as error:
            self.begun_anew = str(error)
            self._delete()
            self._open()

    def is_there(self) -> bool:
        """Tell whether what was opened is still what lies in the folder: somebody may have deleted it."""
        try:
            return (self._folder / "state.sqlite").stat().st_ino == self._inode
        except OSError:
            return False

    def close(self) -> None:
        """Let go of it."""
        self._connection.close()

    def writing(self) -> AbstractContextManager[None]:
        """Write all that is written in the block, or nothing."""
        return all_or_nothing(self._connection, f"The state of detection in '{self._folder}'")

    def place(self) -> Place:
        """Say up to which place in the journal events have been taken."""
        segment, _, byte = self.told("place", "0 0").partition(" ")
        return int(segment), int(byte)

    def move(self, place: Place) -> None:
        """Say that all before a place has been taken."""
        self.tell("place", f"{place[0]} {place[1]}")

    def told(self, what: str, otherwise: str = "") -> str:
        """Give a word that was kept."""
        row = self._connection.execute("SELECT value FROM told WHERE what = ?", (what,)).fetchone()
        return str(row[0]) if row else otherwise

    def tell(self, what: str, value: str) -> None:
        """Keep a word."""
        self._connection.execute("INSERT OR REPLACE INTO told VALUES (?, ?)", (what, value))

    def number(self, name: Name) -> int | None:
        """Give an account's number; None when it has not been met."""
        row = self._connection.execute(
            "SELECT number FROM accounts WHERE account = ? AND platform = ?", (name[1], name[0])
        ).fetchone()
        return int(row[0]) if row else None

    def numbers(self, names: Sequence[Name]) -> Mapping[Name, int]:
        """Give the numbers of some accounts, in one question; those not met before are left out."""
        rows = self._connection.execute(
            "SELECT platform, account, number FROM json_each(?) AS asked "
            "JOIN accounts ON account = asked.value ->> 1 AND platform = asked.value ->> 0",
            (json.dumps(names),),
        )
        return {(platform, account): number for platform, account, number in rows}

    def meet(self, name: Name, *, lot: int) -> int:
        """Give an account's number; one not met before gets the next. `lot` is what samples are drawn by."""
        found = self.number(name)
        if found is not None:
            return found
        made = self._connection.execute(
            "INSERT INTO accounts (platform, account, lot) VALUES (?, ?, ?)", (*name, lot)
        ).lastrowid
        return int(made or 0)

    def note(
        self,
        number: int,
        *,
        known: bool,
        channels: int,
        wrote: bool,
        handle: str | None = None,
        display_name: str | None = None,
        begins: float | None = None,
    ) -> None:
        """Note what was met of an account: whether it posted or has a profile, of which channels anything, its names, and when
        it was first there, in seconds since 1970.
        """
        self._connection.execute(
            "UPDATE accounts SET known = known | ?, channels = channels | ?, wrote = wrote | ?, "
            "handle = coalesce(?, handle), display_name = coalesce(?, display_name), "
            "begins = min(coalesce(begins, ?), coalesce(?, begins)) WHERE number = ?",
            (known, channels, wrote, handle, display_name, begins, begins, number),
        )

    def names(self, numbers: Iterable[int]) -> Mapping[int, Name]:
        """Give accounts by their numbers."""
        rows = self._connection.execute(
            "SELECT number, platform, account FROM accounts WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        )
        return {number: (platform, account) for number, platform, account in rows}

    def known_among(self, numbers: Iterable[int]) -> set[int]:
        """Tell which of some accounts posted or have a profile."""
        rows = self._connection.execute(
            "SELECT number FROM accounts WHERE known AND number IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        )
        return {number for (number,) in rows}

    def known(self) -> Iterator[tuple[int, Name]]:
        """List the accounts that posted or have a profile."""
        rows = self._connection.execute("SELECT number, platform, account FROM accounts WHERE known ORDER BY number")
        for number, platform, account in rows.fetchall():
            yield number, (platform, account)

    def bearing(self, account: str) -> Sequence[Name]:
        """List the accounts of some name, on whichever platforms, that posted or have a profile."""
        rows = self._connection.execute(
            "SELECT platform, account FROM accounts WHERE account = ? AND known ORDER BY platform", (account,)
        )
        return [(platform, name) for platform, name in rows]

    def platforms(self) -> Sequence[str]:
        """List the platforms of which accounts have been met."""
        return [platform for (platform,) in self._connection.execute("SELECT DISTINCT platform FROM accounts")]

    def begun_since(self, at_s: float) -> set[int]:
        """List the accounts that posted or have a profile, and were not there before a time."""
        rows = self._connection.execute("SELECT number FROM accounts WHERE known AND begins >= ?", (at_s,))
        return {number for (number,) in rows}

    def population(self) -> int:
        """Count the accounts that posted or have a profile."""
        return int(self._connection.execute("SELECT count(*) FROM accounts WHERE known").fetchone()[0])

    def having(self, *, but: Iterable[int] = ()) -> Mapping[int, int]:
        """Count accounts, some left out, by the set of channels of which they have anything."""
        rows = self._connection.execute(
            "SELECT channels, count(*) FROM accounts WHERE number NOT IN (SELECT value FROM json_each(?)) GROUP BY channels",
            (json.dumps(list(but)),),
        )
        return {int(channels): int(many) for channels, many in rows}

    def sample_of_names(self, most: int) -> Sequence[tuple[int, str | None, str | None]]:
        """Give number, handle and display name of the accounts with the lowest lots."""
        rows = self._connection.execute(
            "SELECT number, handle, display_name FROM accounts WHERE handle IS NOT NULL ORDER BY lot, number LIMIT ?",
            (most,),
        )
        return rows.fetchall()

    def cohort(self, most: int) -> Sequence[tuple[int, Name]]:
        """Give those with the lowest lots of the accounts that wrote something."""
        rows = self._connection.execute(
            "SELECT number, platform, account FROM accounts WHERE wrote ORDER BY lot, number LIMIT ?", (most,)
        )
        return [(number, (platform, account)) for number, platform, account in rows]

    def keep(self, kind: str, number: int, value: bytes) -> None:
        """Keep something about an account."""
        self._connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", (kind, number, value))

    def forget(self, kind: str, number: int) -> None:
        """Keep it no longer."""
        self._connection.execute("DELETE FROM kept WHERE kind = ? AND number = ?", (kind, number))

    def get(self, kind: str, number: int) -> bytes | None:
        """Give what was kept about an account."""
        row = self._connection.execute(
            "SELECT value FROM kept WHERE kind = ? AND number = ?", (kind, number)
        ).fetchone()
        return bytes(row[0]) if row else None

    def all_kept(self, kind: str) -> set[int]:
        """List the accounts about which something is kept."""
        return {number for (number,) in self._connection.execute("SELECT number FROM kept WHERE kind = ?", (kind,))}

    def mark(self, kind: str, numbers: Iterable[int]) -> None:
        """Mark accounts as waiting for something."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO marked (kind, number) VALUES (?, ?)", [(kind, number) for number in numbers]
        )

    def unmark(self, kind: str, numbers: Iterable[int]) -> None:
        """Say that they wait no longer."""
        self._connection.executemany(
            "DELETE FROM marked WHERE kind = ? AND number = ?", [(kind, number) for number in numbers]
        )

    def marked(self, kind: str, *, most: int = 1_000_000_000) -> Sequence[int]:
        """List who waits, whoever has waited longest first."""
        rows = self._connection.execute("SELECT number FROM marked WHERE kind = ? ORDER BY id LIMIT ?", (kind, most))
        return [number for (number,) in rows]

    def find(self, number: int, *, likelihood: float, snapshot: str, inside: bool, value: bytes) -> None:
        """Keep what was found about an account, in the place of what was found before."""
        self._connection.execute(
            "INSERT OR REPLACE INTO found VALUES (?, ?, ?, ?, ?)", (number, likelihood, snapshot, inside, value)
        )

    def unfind(self, numbers: Iterable[int]) -> None:
        """Drop what was found about some accounts."""
        self._connection.executemany("DELETE FROM found WHERE number = ?", [(number,) for number in numbers])

    def found(self) -> Sequence[tuple[int, float, str, bytes]]:
        """List what was found inside of neighbourhoods: number, likelihood, snapshot, value; the strongest first."""
        rows = self._connection.execute(
            "SELECT number, likelihood, snapshot, value FROM found WHERE inside ORDER BY likelihood DESC, number"
        )
        return rows.fetchall()

    def value_found(self, number: int) -> bytes | None:
        """Give what was found about an account; None when nothing was."""
        row = self._connection.execute("SELECT value FROM found WHERE number = ?", (number,)).fetchone()
        return bytes(row[0]) if row else None

    def likelihood(self, number: int) -> float | None:
        """Give the likelihood that was found of an account; None when nothing was found."""
        row = self._connection.execute("SELECT likelihood FROM found WHERE number = ?", (number,)).fetchone()
        return float(row[0]) if row else None

    def add(self, keys: Keys, numbers: Numbers) -> None:
        """Add what accounts use to the index, in the transaction of the batch."""
        if len(keys):
            self._connection.execute(
                "INSERT INTO recent (keys, numbers) VALUES (?, ?)", (keys.tobytes(), numbers.tobytes())
            )
            self.index.add(keys, numbers)

    def tidy_index(self) -> None:
        """Put the index on disk when enough is in memory."""
        if self.index.is_full():
            self.index.flush()
            with self.writing():
                self.tell("runs", " ".join(self.index.runs))
                self._connection.execute("DELETE FROM recent")
            self.index.tidy()

    def begin_anew(self, why: str) -> None:
        """Delete all of it; it is computed again from the beginning of the journal."""
        self.close()
        self._delete()
        self._open()
        self.begun_anew = why

    def _open(self) -> None:
        path = self._folder / "state.sqlite"
        self._connection = open_computed(path, "cache_size = -32000", "mmap_size = 268435456")
        self._inode = path.stat().st_ino
        if not self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            self._connection.executescript(_TABLES)
            self.tell("version", str(VERSION))
        if self.told("version") != str(VERSION):
            raise Permanent("The state of detection is of another version.")
        self.index = Postings(self._folder / "index", self.told("runs").split())
        for keys, numbers in self._connection.execute("SELECT keys, numbers FROM recent ORDER BY id"):
            self.index.add(np.frombuffer(keys, dtype=np.int64), np.frombuffer(numbers, dtype=np.uint32))

    def _delete(self) -> None:
        with suppress(AttributeError, sqlite3.Error):
            self._connection.close()
        shutil.rmtree(self._folder, ignore_errors=True)
