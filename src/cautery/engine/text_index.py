"""An inverted index of what was posted and of how accounts call themselves (SQLite FTS5). Computed again from the journal.

It lies beside the lake whichever database the store uses. Texts come folded to one spelling, and so must questions.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cautery.model.account import Account, AccountId, Platform

_TABLES = """
CREATE TABLE IF NOT EXISTS posts (
  number INTEGER PRIMARY KEY, platform TEXT NOT NULL, post TEXT NOT NULL, account TEXT NOT NULL, at REAL NOT NULL,
  lang TEXT, text TEXT NOT NULL, links TEXT NOT NULL, shown TEXT NOT NULL, UNIQUE (platform, post));
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(text, links, content='posts', content_rowid='number',
  tokenize="unicode61 remove_diacritics 2", prefix='3');
CREATE TABLE IF NOT EXISTS names (
  platform TEXT NOT NULL, account TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, said TEXT NOT NULL, at REAL NOT NULL,
  PRIMARY KEY (platform, account, kind, name)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS names_name ON names (name, platform, account);
CREATE TABLE IF NOT EXISTS hashes (hash TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (hash, number)) WITHOUT ROWID;
"""
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
    shown: str
    """The beginning of the text as it was written."""
    hashes: tuple[str, ...] = ()


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
        connection.executescript(_TABLES)
        yield connection


def add_posts(connection: sqlite3.Connection, posts: Iterable[IndexedPost]) -> None:
    """Index posts; one that is there already is put in the place of what it was."""
    for post in posts:
        _remove(connection, post)
        row = (
            post.platform,
            post.post,
            post.account,
            post.at.timestamp(),
            post.lang,
            post.text,
            post.links,
            post.shown,
        )
        number = connection.execute(
            "INSERT INTO posts (platform, post, account, at, lang, text, links, shown) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            row,
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
    connection: sqlite3.Connection, asked: PostQuestion, *, most: int, behind: tuple[float, int] | None = None
) -> list[tuple[IndexedPost, tuple[float, int]]]:
    """List posts, what came in last first, each with its place; `behind` is the place after which one goes on.

    The order is that of the index, so that words which every post has cost no more than rare ones.
    """
    where, given = _conditions(asked)
    found, number = ("words JOIN posts ON number = words.rowid", "words.rowid") if asked.words else ("posts", "number")
    if behind is not None:
        where.append(f"{number} < ?")
        given.append(behind[1])
    condition = " AND ".join(where) or "1"
    rows = connection.execute(
        f"SELECT posts.* FROM {found} WHERE {condition} ORDER BY {number} DESC LIMIT ?",  # noqa: S608  no value stands in it
        (*given, most),
    )
    return [(_post(row), (row[4], row[0])) for row in rows]


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


def _remove(connection: sqlite3.Connection, post: IndexedPost) -> None:
    found = connection.execute(
        "SELECT number, text, links FROM posts WHERE platform = ? AND post = ?", (post.platform, post.post)
    ).fetchone()
    if found is not None:
        connection.execute("INSERT INTO words (words, rowid, text, links) VALUES ('delete', ?, ?, ?)", found)
        connection.execute("DELETE FROM hashes WHERE number = ?", found[:1])
        connection.execute("DELETE FROM posts WHERE number = ?", found[:1])


def _conditions(asked: PostQuestion) -> tuple[list[str], list[object]]:
    where: list[str] = []
    given: list[object] = []
    for condition, value in (
        ("words MATCH ?", asked.words),
        ("number IN (SELECT number FROM hashes WHERE hash = ?)", asked.hash),
        ("platform = ?", asked.platform),
        ("lang = ?", asked.lang),
        ("at >= ?", asked.after.timestamp() if asked.after else None),
        ("at < ?", asked.before.timestamp() if asked.before else None),
    ):
        if value:
            where.append(condition)
            given.append(value)
    if asked.accounts is not None:
        where.append(f"account IN ({', '.join('?' * len(asked.accounts)) or 'NULL'})")
        given += asked.accounts
    return where, given


def _post(row: Sequence[object]) -> IndexedPost:
    _, platform, post, account, at, lang, text, links, shown = row
    return IndexedPost(
        platform=Platform(str(platform)),
        post=str(post),
        account=AccountId(str(account)),
        at=datetime.fromtimestamp(float(str(at)), UTC),
        lang=None if lang is None else str(lang),
        text=str(text),
        links=str(links),
        shown=str(shown),
    )
