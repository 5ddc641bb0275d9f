"""The database of an installation: SQLite in WAL mode unless told otherwise. One writer at a time, any number of readers.

SQLAlchemy saves us a text a database: the same statements run on SQLite and PostgreSQL. `store` is its one door.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from cautery.errors import Conflict, Permanent, Temporary
from cautery.store.version import SCHEMA

BUSY_S = 30
WRITES = "cautery_writes"
DAMAGE = ("malformed", "not a database", "could not decode", "no such", "already exists")
"""What the database says when trying again will not help."""
Reading = Connection
"""An open look at one state of the database, for the ledgers' questions."""


class Database:
    """An opened database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Look at one state of the database, which does not change while one looks."""
        with _told(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write facts: all of them are kept when the block ends, or none when it fails."""
        with _told(), self.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def open_database(path: Path) -> Database:
    """Open an installation's database; refuse one whose tables are of another version."""
    database = connect(path)
    version = schema_of(database)
    if version != SCHEMA:
        database.close()
        what = "has no tables yet" if version is None else f"has tables of version {version}, and this is for {SCHEMA}"
        raise Conflict(f"The database '{path}' {what}; run: cautery init --home {path.parent}")
    return database


def connect(path: Path) -> Database:
    """Open a database file, whatever is in it; made when missing, readable by nobody else."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY_S})

    @event.listens_for(engine, "connect")
    def settle(connection, _) -> None:  # type: ignore[no-untyped-def]
        connection.isolation_level = None  # our own BEGIN: the driver's would come too late to keep a second writer out
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return Database(engine)


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
    except DatabaseError as error:
        if any(sign in str(error.orig).lower() for sign in DAMAGE):
            raise Permanent(f"The database is damaged: {error.orig}; restore it from a backup.") from error
        if isinstance(error, OperationalError):
            raise Temporary(f"The database is busy or cannot be reached: {error.orig}; try again.") from error
        raise
