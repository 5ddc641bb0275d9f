"""The ledger of banks: known values. An entry is replaced by a later one of the same bank, type, value and origin."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from cautery.kit.canonical import canonical_json
from cautery.kit.clock import rfc3339
from cautery.model.bank import BankEntry
from cautery.store.ledger import Writing, append_rows, columns_of
from cautery.store.schema import banks


def append(tx: Writing, entries: Sequence[BankEntry]) -> None:
    """Keep banked values; a value's end is a later entry that has expired."""
    append_rows(
        tx, banks, map(_row, entries), what="bank entry", openly=("bank", "type", "opinion", "origin", "policy")
    )


def holding(connection: Connection) -> list[BankEntry]:
    """List the entries that nothing has replaced, whether their time is over or not; by bank, type and value."""
    last = {
        (row.bank, row.type, row.value, row.origin): row
        for row in connection.execute(select(banks).order_by(banks.c.seq))
    }
    return [_entry(last[name]) for name in sorted(last)]


def of_origin(connection: Connection, origin: str) -> list[BankEntry]:
    """List the entries of one origin that nothing has replaced, by bank, type and value."""
    found = select(banks).where(banks.c.origin == origin).order_by(banks.c.seq)
    last = {(row.bank, row.type, row.value): row for row in connection.execute(found)}
    return [_entry(last[name]) for name in sorted(last)]


def since(connection: Connection, seq: int) -> list[tuple[int, BankEntry]]:
    """List the entries that were written after one, in their order, each with its place in it."""
    found = select(banks).where(banks.c.seq > seq).order_by(banks.c.seq)
    return [(row.seq, _entry(row)) for row in connection.execute(found)]


def _row(entry: BankEntry) -> dict[str, object]:
    return {
        "bank": entry.bank,
        "type": entry.type,
        "value": entry.value,
        "opinion": entry.opinion,
        "origin": entry.origin,
        "policy": entry.policy,
        "why": entry.why,
        "added_by": entry.added_by,
        "added_at": rfc3339(entry.added_at),
        "expires_at": rfc3339(entry.expires_at) if entry.expires_at else None,
        "labels": canonical_json(entry.labels).decode() if entry.labels else None,
        "confidence": entry.confidence,
        "share": None if entry.share == 1.0 else entry.share,
    }


def _entry(row: Row[Any]) -> BankEntry:
    said = columns_of(row, but=("seq", "labels", "share"))
    if row.labels:
        said["labels"] = msgspec.json.decode(row.labels)
    if row.share is not None:
        said["share"] = row.share
    return msgspec.convert(said, type=BankEntry)
