"""Rows that let somebody in are bound to a key outside of the database: what another hand wrote is as if it were not there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, LargeBinary, Row, Table, cast, insert, select, update

from cautery.store.columns import sealed_columns
from cautery.store.database import seals_of
from cautery.store.desk_tables import identities
from cautery.store.entrance_tables import access_requests
from cautery.store.schema import keys, links, passkeys, passwords, people, sessions

SEALED: Sequence[Table] = (people, passwords, passkeys, sessions, links, keys, identities, access_requests)
"""Every table by which somebody comes in, or may do something."""


def sealed(connection: Connection, table: Table, row: Mapping[str, object]) -> dict[str, object]:
    """Give a row with its seal."""
    return {**row, "seal": seals_of(connection).over(str(table.name), _plain(sealed_columns(table, row)))}


def add_sealed(connection: Connection, table: Table, row: Mapping[str, object]) -> None:
    """Write a row with its seal."""
    connection.execute(insert(table).values(sealed(connection, table, row)))


def is_ours(connection: Connection, table: Table, row: Row[Any]) -> bool:
    """Say whether a row was written here, and is as it was written."""
    said = {str(name): value for name, value in row._mapping.items()}
    return seals_of(connection).hold(str(table.name), _plain(sealed_columns(table, said)), said["seal"])


def rows_from_elsewhere(connection: Connection) -> Iterator[str]:
    """Tell of rows that let somebody in and were not written here, or were changed since."""
    for table in SEALED:
        found = [row for row in _rows(connection, table) if not is_ours(connection, table, row)]
        if found:
            person = str(found[0].person)[:60]
            says = "1 row was" if len(found) == 1 else f"{len(found)} rows were"
            yield f"{says} written into '{table.name}' by another hand, such as one for '{person}': it opens nothing."


def seal_all(connection: Connection) -> int:
    """Seal the rows of a database from before there were seals; returns how many. Once, when its key is made."""
    sealed_rows = 0
    for table in SEALED:
        names = [column.name for column in table.primary_key]
        for row in _rows(connection, table):
            said = {str(name): value for name, value in row._mapping.items()}
            where = [table.c[name] == said[name] for name in names]
            seal = sealed(connection, table, said)["seal"]
            connection.execute(update(table).where(*where).values(seal=seal))
            sealed_rows += 1
    return sealed_rows


def _rows(connection: Connection, table: Table) -> list[Row[Any]]:
    columns = [
        cast(column, LargeBinary).label(column.name) if isinstance(column.type, LargeBinary) else column
        for column in table.c
    ]
    return list(connection.execute(select(*columns).order_by(*table.primary_key)))


def _plain(row: Mapping[str, object]) -> dict[str, object]:
    """Give values in a form that is the same whichever database they were in."""
    return {name: bytes(value).hex() if isinstance(value, bytes | memoryview) else value for name, value in row.items()}
