"""How every ledger writes: rows at its end, and for each an entry in the log, never one without the other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy import Row as DatabaseRow

from cautery.kit.clock import rfc3339
from cautery.kit.note import Signer
from cautery.store.audit import LogRecord, append_entries
from cautery.store.database import storable
from cautery.store.schema import committed
from cautery.store.sealed import sealed

N = TypeVar("N")
Row = Mapping[str, object]
MOST_ROWS = 5000
"""Rows in one statement; a file of a million labels is written in slices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteTransaction:
    """An open transaction, who writes, when, and the key that signs the log."""

    connection: Connection
    by: str
    at: datetime
    signer: Signer


def append_rows(
    tx: WriteTransaction, table: Table, rows: Iterable[Row], *, what: str, openly: Sequence[str], seal: bool = False
) -> None:
    """Append rows; the log tells the columns named `openly`, and commits to the rest without showing it.

    Args:
        seal: whether each row is also bound to the key outside of the database.
    """
    slices: list[Row] = []
    for row in rows:
        slices.append(row)
        if len(slices) == MOST_ROWS:
            _append(tx, table, slices, what=what, openly=openly, seal=seal)
            slices = []
    if slices:
        _append(tx, table, slices, what=what, openly=openly, seal=seal)


def in_slices(names: Sequence[N]) -> Iterator[Sequence[N]]:
    """Give names a slice at a time: a statement takes some thousands at once, and no more."""
    for begin in range(0, len(names), MOST_ROWS):
        yield names[begin : begin + MOST_ROWS]


def columns_of(row: DatabaseRow[Any], *, but: Sequence[str]) -> dict[str, object]:
    """Give a row's columns by name, but for some that the caller reads itself."""
    return {str(name): value for name, value in row._mapping.items() if name not in but}


def _append(
    tx: WriteTransaction, table: Table, rows: Sequence[Row], *, what: str, openly: Sequence[str], seal: bool
) -> None:
    last = tx.connection.execute(select(func.coalesce(func.max(table.c.seq), 0))).scalar_one()
    numbered = [(seq, storable(dict(row))) for seq, row in enumerate(rows, start=last + 1)]
    written = [{**row, "seq": seq} for seq, row in numbered]
    if seal:
        written = [sealed(tx.connection, table, row) for row in written]
    tx.connection.execute(insert(table), written)
    records = [
        LogRecord(
            says={"what": what, "by": tx.by, "at": rfc3339(tx.at)}
            | {name: row[name] for name in openly if row[name] is not None},
            ledger=table.name,
            fact=seq,
            row=committed(table, {**row, "seq": seq}),
        )
        for seq, row in numbered
    ]
    append_entries(tx.connection, records, signer=tx.signer)
