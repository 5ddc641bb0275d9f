"""The database of an installation: SQLite in WAL mode unless told otherwise. One writer at a time, any number of readers.

SQLAlchemy saves us a text a database: the same statements run on SQLite and PostgreSQL. `store` is its one door.
An address is a path to a SQLite file, or a text: the URL of a PostgreSQL database that is made already.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TypeVar, cast

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DataError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree

from cautery.access.seals import KEY_BYTES, Seals
from cautery.errors import Conflict, Invalid, Permanent, Temporary
from cautery.kit.no_room import no_room
from cautery.store.version import SCHEMA

Address = Path | str
BUSY_S = 30
WRITES = "cautery_writes"
SEALS = "cautery_seals"
"""What rows that open the door are bound to, carried by each connection."""
WRITERS_LOCK = 0x63617574
"""The lock by which writers to one PostgreSQL database take turns: the log grows at one end."""
CONNECTIONS = 20
KEPT_OPEN = 48
"""Connections to a SQLite file: one for each of the forty threads that answer requests, and for those beside them.
One that is opened anew for a question takes longer than the question.
"""
DAMAGE = ("malformed", "not a database", "could not decode", "no such", "already exists")
"""What the database says when trying again will not help."""
V = TypeVar("V")
ReadConnection = Connection
"""An open look at one state of the database, for the ledgers' questions."""


class Database:
    """An opened database. Writers of one process take turns before they take a connection.

    SQLite lets a second writer try again after a while, whoever came first: with many, some never got their turn,
    and those who waited held the connections and threads of readers.
    """

    def __init__(self, engine: Engine, seals: Seals | None = None) -> None:
        """Hold a database.

        Args:
            seals: what rows that open the door are bound to; None: a key that nobody has, so that none from before opens it.
        """
        self.engine, self._turn = engine, Lock()
        self._bound = {SEALS: seals or Seals(os.urandom(KEY_BYTES))}
        self._one_state = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Look at one state of the database, which does not change while one looks."""
        with (
            _told(),
            self.engine.connect().execution_options(**self._one_state, **self._bound) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write facts: all of them are kept when the block ends, or none when it fails."""
        if not self._turn.acquire(timeout=BUSY_S):
            raise Temporary(f"Others wrote to the database for {BUSY_S} seconds without a pause; try again.")
        try:
            settled = {WRITES: True, **self._bound}
            with _told(), self.engine.connect().execution_options(**settled) as connection, connection.begin():
                yield connection
        finally:
            self._turn.release()

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def open_database(address: Address, *, seals: Seals | None = None) -> Database:
    """Open an installation's database; refuse one whose tables are of another version."""
    database = connect(address, seals=seals)
    version = schema_of(database)
    if version != SCHEMA:
        database.close()
        what = "has no tables yet" if version is None else f"has tables of version {version}, and this is for {SCHEMA}"
        home = f" --home {address.parent}" if isinstance(address, Path) else ""
        raise Conflict(f"The database '{told(address)}' {what}; run: cautery init{home}")
    return database


def connect(address: Address, *, seals: Seals | None = None) -> Database:
    """Open a database, whatever is in it; a SQLite file is made when missing, readable by nobody else."""
    return Database(_hold_any_text(_sqlite(address) if isinstance(address, Path) else _postgresql(address)), seals)


def compact(database: Database) -> None:
    """Write the database anew, so that nothing of deleted rows is left in its files."""
    if database.engine.dialect.name == "sqlite":
        raw = database.engine.raw_connection()
        try:
            for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                raw.cursor().execute(statement)
        finally:
            raw.close()
        return
    with _told(), database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM FULL")


def seals_of(connection: Connection) -> Seals:
    """Give what rows are bound to in the database that is looked at."""
    found: Seals = connection.get_execution_options()[SEALS]
    return found


def told(address: Address) -> str:
    """Write an address as it may be shown: without the password."""
    return str(address) if isinstance(address, Path) else make_url(address).render_as_string(hide_password=True)


def storable(value: V) -> V:
    """Write the letter NUL, which PostgreSQL cannot hold, as the sign for a letter that cannot be shown.

    Strangers put it into names and texts; what they write must not keep a case about it from being opened.
    """
    if isinstance(value, str):
        return cast(V, value.replace("\x00", "\ufffd")) if "\x00" in value else value
    if isinstance(value, dict):
        return cast(V, {name: storable(one) for name, one in value.items()})
    if isinstance(value, list):
        return cast(V, [storable(one) for one in value])
    return cast(V, tuple(storable(one) for one in value)) if isinstance(value, tuple) else value


def _hold_any_text(engine: Engine) -> Engine:
    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def hold(_connection, _cursor, statement, parameters, _context, _many):  # type: ignore[no-untyped-def]
        return statement, storable(parameters)

    return engine


def _sqlite(path: Path) -> Engine:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": BUSY_S}, pool_size=KEPT_OPEN, max_overflow=CONNECTIONS)

    @event.listens_for(engine, "connect")
    def settle(connection, _) -> None:  # type: ignore[no-untyped-def]
        connection.isolation_level = None  # our own BEGIN: the driver's would come too late to keep a second writer out
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgresql(address: str) -> Engine:
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
    except ArgumentError:
        raise Invalid(
            "The database's address is no URL; write it like postgresql://user@host/name, or leave it out for SQLite."
        ) from None
    engine = create_engine(url, pool_size=CONNECTIONS, max_overflow=CONNECTIONS, pool_pre_ping=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITES, False):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})")

    return engine


def schema_of(database: Database) -> str | None:
    """Say which migration a database's tables are of; None when it has none."""
    with _told(), database.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


@contextmanager
def _told() -> Iterator[None]:
    """Turn the database's own errors into ours."""
    try:
        yield
    except IntegrityError as error:
        raise Conflict(f"Somebody else wrote the same thing first: {error.orig}.") from error
    except DataError as error:
        raise Invalid(f"The database cannot hold this: {error.orig}.") from error
    except NoneFree as error:
        raise Temporary("All connections to the database are in use; try again.") from error
    except DatabaseError as error:
        if any(sign in str(error.orig).lower() for sign in DAMAGE):
            raise Permanent(f"The database is damaged: {error.orig}; restore it from a backup.") from error
        full = no_room(error.orig) if error.orig else None
        if full is not None:
            raise full from error
        if isinstance(error, OperationalError):
            raise Temporary(f"The database is busy or cannot be reached: {error.orig}; try again.") from error
        raise
