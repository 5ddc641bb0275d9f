"""The ledger of banks: known values. An entry is replaced by a later one of the same bank, type, value and origin."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, exists, func, or_, select

from cautery.kit.canonical import canonical_json
from cautery.kit.clock import rfc3339
from cautery.model.bank import BankEntry
from cautery.store.ledger import WriteTransaction, append_rows, columns_of
from cautery.store.schema import banks


def append(tx: WriteTransaction, entries: Sequence[BankEntry]) -> None:
    """Keep banked values; a value's end is a later entry that has expired."""
    append_rows(
        tx, banks, map(_row, entries), what="bank entry", openly=("bank", "type", "opinion", "origin", "policy")
    )


def holding(connection: Connection, *, bank: str | None = None) -> list[BankEntry]:
    """List the entries that nothing has replaced, of one bank or of all, whether their time is over or not."""
    found = select(banks).order_by(banks.c.seq)
    rows = connection.execute(found if bank is None else found.where(banks.c.bank == bank))
    last = {(row.bank, row.type, row.value, row.origin): row for row in rows}
    return [_entry(last[name]) for name in sorted(last)]


def how_many(connection: Connection) -> int:
    """Count all that was ever banked: whoever kept what holds sees by it that there is more."""
    return int(connection.execute(select(func.count()).select_from(banks)).scalar_one())


def of_origin(connection: Connection, origin: str) -> list[BankEntry]:
    """List the entries of one origin that nothing has replaced, by bank, type and value."""
    found = select(banks).where(banks.c.origin == origin).order_by(banks.c.seq)
    last = {(row.bank, row.type, row.value): row for row in connection.execute(found)}
    return [_entry(last[name]) for name in sorted(last)]


def listed(
    connection: Connection, *, at: datetime, bank: str | None, before: int | None, limit: int
) -> list[tuple[int, BankEntry]]:
    """List what holds at a time, the newest first, each with its number; `before` is the last of the page before."""
    later = banks.alias("later")
    replaced = exists().where(
        later.c.type == banks.c.type,
        later.c.value == banks.c.value,
        later.c.bank == banks.c.bank,
        later.c.origin == banks.c.origin,
        later.c.seq > banks.c.seq,
    )
    found = select(banks).where(~replaced, or_(banks.c.expires_at.is_(None), banks.c.expires_at > rfc3339(at)))
    if bank is not None:
        found = found.where(banks.c.bank == bank)
    if before is not None:
        found = found.where(banks.c.seq < before)
    return [(row.seq, _entry(row)) for row in connection.execute(found.order_by(banks.c.seq.desc()).limit(limit))]


def numbered(connection: Connection, number: int) -> BankEntry | None:
    """Give the entry of a number."""
    row = connection.execute(select(banks).where(banks.c.seq == number)).first()
    return _entry(row) if row else None


def about(connection: Connection, kind: str, value: str) -> list[tuple[int, BankEntry]]:
    """List all that was ever said of a value, in any bank, in its order."""
    found = select(banks).where(banks.c.type == kind, banks.c.value == value).order_by(banks.c.seq)
    return [(row.seq, _entry(row)) for row in connection.execute(found)]


def disputed(connection: Connection, values: Sequence[tuple[str, str]], *, at: datetime) -> set[tuple[str, str]]:
    """Give those types and values of which somebody holds at a time that they are harmless."""
    return {pair for pair in set(values) if any(_is_harmless(said, at) for said in _last(about(connection, *pair)))}


def names(connection: Connection) -> list[str]:
    """List the banks into which something was ever put, by name."""
    return list(connection.execute(select(banks.c.bank).distinct().order_by(banks.c.bank)).scalars())


def since(connection: Connection, seq: int) -> list[tuple[int, BankEntry]]:
    """List the entries that were written after one, in their order, each with its place in it."""
    found = select(banks).where(banks.c.seq > seq).order_by(banks.c.seq)
    return [(row.seq, _entry(row)) for row in connection.execute(found)]


def _last(said: Sequence[tuple[int, BankEntry]]) -> list[BankEntry]:
    """Keep what nothing has replaced."""
    return list({(entry.bank, entry.origin): entry for _, entry in said}.values())


def _is_harmless(entry: BankEntry, at: datetime) -> bool:
    return entry.opinion == "negative" and (entry.expires_at is None or entry.expires_at > at)


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
