"""An inverted index of what was posted and of how accounts call themselves (SQLite FTS5). Computed again from the journal.

It holds no text: a row says in which batch of the journal the post stands, and whoever shows a post reads it there. It lies
beside the lake whichever database the store uses. Texts come folded to one spelling, and so must questions.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

from cautery.model.account import Account, AccountId, Platform
from cautery.store.journal import JournalPlace

_TABLES = """
CREATE TABLE IF NOT EXISTS batches (
  number INTEGER PRIMARY KEY, segment INTEGER NOT NULL, byte INTEGER NOT NULL, end_segment INTEGER NOT NULL,
  end_byte INTEGER NOT NULL, UNIQUE (segment, byte, end_segment, end_byte));
CREATE TABLE IF NOT EXISTS authors (
  number INTEGER PRIMARY KEY, platform TEXT NOT NULL, account TEXT NOT NULL, UNIQUE (account, platform));
CREATE TABLE IF NOT EXISTS posts (
  number INTEGER PRIMARY KEY AUTOINCREMENT, key INTEGER NOT NULL UNIQUE, batch INTEGER NOT NULL,
  author INTEGER NOT NULL, at INTEGER NOT NULL, lang TEXT);
CREATE INDEX IF NOT EXISTS posts_author ON posts (author);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(text, links, content='', columnsize=0,
  tokenize="unicode61 remove_diacritics 2");
CREATE TABLE IF NOT EXISTS names (
  platform TEXT NOT NULL, account TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, said TEXT NOT NULL, at REAL NOT NULL,
  PRIMARY KEY (platform, account, kind, name)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS names_name ON names (name, platform, account);
CREATE TABLE IF NOT EXISTS hashes (hash TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (hash, number)) WITHOUT ROWID;
"""
_EARLIER = ("posts", "words", "names", "hashes")
VERSION = 2
"""Of the tables: an index of another one is emptied, and made again."""
BUSY_S = 30
LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedPost:
    """A post as it is indexed."""

    platform: Platform
    post: str
    account: AccountId
    at: datetime
    lang: str | None
    text: str
    """Folded."""
    links: str
    """All of them, folded, with spaces between."""
    hashes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPlace:
    """Where a post stands in the journal."""

    number: int
    """Its place among all posts: one that came in later has a higher one."""
    key: int
    """What `key_of_post` gives for it."""
    account: AccountId
    since: JournalPlace
    until: JournalPlace
    """Between these it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedName:
    """How an account calls itself, or did."""

    about: Account
    kind: str
    """'id', 'handle' or 'display name'."""
    name: str
    """Folded."""
    said: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PostQuestion:
    """Which posts are asked for; empty: any."""

    words: str = ""
    """In the language of FTS5."""
    platform: str = ""
    accounts: tuple[str, ...] | None = None
    lang: str = ""
    hash: str = ""
    after: datetime | None = None
    before: datetime | None = None


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the index; it is made where there is none."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    with closing(sqlite3.connect(path, timeout=BUSY_S)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            drops = "".join(f"DROP TABLE IF EXISTS {table};" for table in _EARLIER)
            connection.executescript(f"BEGIN IMMEDIATE; {drops} {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
        yield connection


def is_empty(connection: sqlite3.Connection) -> bool:
    """Tell whether it knows of nothing: each event names an account at least."""
    return connection.execute("SELECT 1 FROM names LIMIT 1").fetchone() is None


def key_of_post(platform: str, post: str) -> int:
    """Name a post by 63 bits of its platform and id."""
    digest = blake2b(f"{len(platform)}:{platform}{post}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def add_posts(
    connection: sqlite3.Connection, posts: Iterable[IndexedPost], *, since: JournalPlace, until: JournalPlace
) -> None:
    """Index the posts of a batch of the journal; one that is there already is put in the place of what it was."""
    newest = {key_of_post(one.platform, one.post): one for one in posts}
    if not newest:
        return
    batch = _number_of_batch(connection, since, until)
    for key, post in newest.items():
        _remove(connection, key)
        row = (key, batch, _number_of_author(connection, post), int(post.at.timestamp()), post.lang)
        number = connection.execute(
            "INSERT INTO posts (key, batch, author, at, lang) VALUES (?, ?, ?, ?, ?)", row
        ).lastrowid
        connection.execute("INSERT INTO words (rowid, text, links) VALUES (?, ?, ?)", (number, post.text, post.links))
        connection.executemany("INSERT OR IGNORE INTO hashes VALUES (?, ?)", [(one, number) for one in post.hashes])


def add_names(connection: sqlite3.Connection, told: Iterable[IndexedName]) -> None:
    """Index names; earlier ones stay, so that an account is found by what it was called."""
    rows = [(one.about.platform, one.about.id, one.kind, one.name, one.said, one.at.timestamp()) for one in told]
    connection.executemany(
        "INSERT INTO names VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET at = max(at, excluded.at), said = excluded.said",
        rows,
    )


def find_posts(
    connection: sqlite3.Connection, asked: PostQuestion, *, most: int, before: int | None = None
) -> list[PostPlace]:
    """List where posts stand, what came in last first; `before` is the number before which one goes on.

    The order is that of the index, so that words which every post has cost no more than rare ones.
    """
    where, given = _conditions(asked)
    found, number = (
        ("words JOIN posts ON posts.number = words.rowid", "words.rowid") if asked.words else ("posts", "posts.number")
    )
    if before is not None:
        where.append(f"{number} < ?")
        given.append(before)
    condition = " AND ".join(where) or "1"
    rows = connection.execute(
        "SELECT posts.number, key, account, segment, byte, end_segment, end_byte "  # noqa: S608  no value stands in it
        f"FROM {found} CROSS JOIN batches ON batches.number = batch CROSS JOIN authors ON authors.number = author "
        f"WHERE {condition} ORDER BY {number} DESC LIMIT ?",
        (*given, most),
    )
    return [
        PostPlace(
            number=row[0],
            key=row[1],
            account=AccountId(row[2]),
            since=JournalPlace(segment=row[3], byte=row[4]),
            until=JournalPlace(segment=row[5], byte=row[6]),
        )
        for row in rows
    ]


def find_names(connection: sqlite3.Connection, begin: str, *, most: int, platform: str = "") -> list[IndexedName]:
    """List names that begin so, the nearest first."""
    rows = connection.execute(
        "SELECT platform, account, kind, name, said, at FROM names WHERE name >= ? AND name < ? AND (? = '' OR platform = ?) "
        "ORDER BY name, platform, account LIMIT ?",
        (begin, begin + LAST, platform, platform, most),
    )
    return [
        IndexedName(
            about=Account(platform=Platform(row[0]), id=AccountId(row[1])),
            kind=row[2],
            name=row[3],
            said=row[4],
            at=datetime.fromtimestamp(row[5], UTC),
        )
        for row in rows
    ]


def names_of(connection: sqlite3.Connection, about: Account) -> list[IndexedName]:
    """List all that an account was called, the latest first."""
    rows = connection.execute(
        "SELECT kind, name, said, at FROM names WHERE platform = ? AND account = ? ORDER BY at DESC, kind, name",
        (about.platform, about.id),
    )
    return [
        IndexedName(about=about, kind=row[0], name=row[1], said=row[2], at=datetime.fromtimestamp(row[3], UTC))
        for row in rows
    ]


def _number_of_batch(connection: sqlite3.Connection, since: JournalPlace, until: JournalPlace) -> int:
    place = (since.segment, since.byte, until.segment, until.byte)
    connection.execute(
        "INSERT OR IGNORE INTO batches (segment, byte, end_segment, end_byte) VALUES (?, ?, ?, ?)", place
    )
    found = "SELECT number FROM batches WHERE segment = ? AND byte = ? AND end_segment = ? AND end_byte = ?"
    return int(connection.execute(found, place).fetchone()[0])


def _number_of_author(connection: sqlite3.Connection, post: IndexedPost) -> int:
    author = (post.platform, post.account)
    found = connection.execute("SELECT number FROM authors WHERE platform = ? AND account = ?", author).fetchone()
    if found is None:
        found = (connection.execute("INSERT INTO authors (platform, account) VALUES (?, ?)", author).lastrowid,)
    return int(found[0])


def _remove(connection: sqlite3.Connection, key: int) -> None:
    """Let a post be found no more; its words lead to a number that no post has, nor ever will."""
    found = connection.execute("SELECT number FROM posts WHERE key = ?", (key,)).fetchone()
    if found is not None:
        connection.execute("DELETE FROM hashes WHERE number = ?", found)
        connection.execute("DELETE FROM posts WHERE number = ?", found)


def _conditions(asked: PostQuestion) -> tuple[list[str], list[object]]:
    where: list[str] = []
    given: list[object] = []
    for condition, value in (
        ("words MATCH ?", asked.words),
        ("posts.number IN (SELECT number FROM hashes WHERE hash = ?)", asked.hash),
        ("authors.platform = ?", asked.platform),
        ("lang = ?", asked.lang),
        ("at >= ?", int(asked.after.timestamp()) if asked.after else None),
        ("at < ?", int(asked.before.timestamp()) if asked.before else None),
    ):
        if value not in (None, ""):
            where.append(condition)
            given.append(value)
    if asked.accounts is not None:
        marks = ", ".join("?" * len(asked.accounts)) or "NULL"
        where.append(f"author IN (SELECT number FROM authors WHERE account IN ({marks}))")  # noqa: S608  only marks
        given += asked.accounts
    return where, given
