"""A copy of one state of a database while others write to it: always one SQLite file, whichever database it came from.

So a backup of PostgreSQL needs no tool of PostgreSQL's version, and can be put back into either database.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Table, func, insert, select

from cautery.errors import Conflict, Permanent, Temporary
from cautery.store.database import Address, Database, connect, schema_of, told
from cautery.store.migrate import migrate
from cautery.store.schema import tables

ROWS_AT_ONCE = 2000


def copy_database(database: Database, file: Path) -> None:
    """Copy all tables as they are at one moment into a new SQLite file; Permanent where what is copied is damaged."""
    if database.engine.dialect.name == "sqlite":
        _copy_file(Path(str(database.engine.url.database)), file)
    else:
        _copy_rows(database, file)
    _refuse_damage(file)


def put_back(file: Path, address: Address) -> None:
    """Fill a database that has no tables yet from a copy; refused (Conflict) for one that has some."""
    target, source = connect(address), connect(file)
    try:
        if schema_of(target) is not None:
            raise Conflict(f"The database '{told(address)}' has tables already; name an empty one.")
        migrate(file)
        migrate(address)
        with source.reading() as rows, target.writing() as connection:
            for table in tables.sorted_tables:
                _copy_table(rows, connection, table)
                _number_on(connection, table)
    finally:
        target.close()
        source.close()


def _copy_file(source: Path, file: Path) -> None:
    try:
        _copy_pages(source, file)
    except sqlite3.OperationalError as error:
        raise Temporary(
            f"The database cannot be copied to '{file}' ({error}); make room there, then back up again."
        ) from error
    except sqlite3.DatabaseError as error:
        raise _damaged(str(error)) from error


def _copy_pages(source: Path, file: Path) -> None:
    with closing(sqlite3.connect(source)) as ours, closing(sqlite3.connect(file)) as copy:
        ours.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # so that the copy is one file


def _copy_rows(database: Database, file: Path) -> None:
    migrate(file)
    copy = connect(file)
    try:
        with database.reading() as rows, copy.writing() as connection:
            for table in tables.sorted_tables:
                _copy_table(rows, connection, table)
    finally:
        copy.close()
    with closing(sqlite3.connect(file)) as written:
        written.execute("PRAGMA journal_mode=DELETE")


def _copy_table(rows: Connection, connection: Connection, table: Table) -> None:
    found = rows.execution_options(yield_per=ROWS_AT_ONCE).execute(select(table).order_by(*table.primary_key))
    for some in found.mappings().partitions(ROWS_AT_ONCE):
        connection.execute(insert(table), [dict(row) for row in some])


def _number_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number new rows behind those that came with their numbers."""
    if connection.dialect.name != "postgresql":
        return
    for column in table.primary_key:
        name = connection.dialect.identifier_preparer.format_table(table)
        asked = select(func.pg_get_serial_sequence(name, column.name))
        sequence = connection.execute(asked).scalar()
        if sequence is not None:
            last = select(func.max(column)).scalar_subquery()
            connection.execute(select(func.setval(sequence, func.coalesce(last, 1), last.is_not(None))))


def _refuse_damage(file: Path) -> None:
    try:
        with closing(sqlite3.connect(file)) as copy:
            found = str(copy.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.DatabaseError as error:
        raise _damaged(str(error)) from error
    if found != "ok":
        raise _damaged(" ".join(found.split()))


def _damaged(why: str) -> Permanent:
    return Permanent(f"The database is damaged ({why}); restore it from an earlier backup. Nothing was backed up.")
