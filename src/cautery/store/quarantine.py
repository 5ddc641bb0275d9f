"""What could not be read, kept until it can: each item once, with its bytes, its place and the reason. No facts: items are
taken out again, when they were read or when a person drops them.

A source that sends nothing but rubbish fills its own share and no more: what came first is kept, of what comes later only the
place and the reason, and of still more only the count (`store/sources`).
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, delete, func, insert, select

from cautery.model.intake import Quarantined, UnreadableItem
from cautery.store.intake_tables import quarantine
from cautery.store.ledger import in_slices

LARGEST_ITEM = 256 * 1024
"""Bytes of one item that are kept; a firehose's frame has some hundreds, and a long page of answers some hundred thousand."""
MOST_BYTES, MOST_ITEMS = 64 * 2**20, 10_000
"""Of one source: enough for a day on which one item in a thousand of a large stream is bad, and little on a disk."""


def add(connection: Connection, source: str, items: Sequence[UnreadableItem], *, at: datetime) -> int:
    """Keep items of a source, each once; returns how many were not there yet, kept or only counted.

    They must be masked already: nothing here looks into bytes.
    """
    count, size = _held(connection, source)
    rows: dict[str, dict[str, object]] = {}
    for item in items:
        rows.setdefault(_digest(item), _row(source, item, at))
    fresh = [rows[name] for name in _not_there(connection, source, list(rows))]
    kept = []
    for row in fresh[: max(0, MOST_ITEMS - count)]:
        raw = row["raw"]
        if not isinstance(raw, bytes) or len(raw) > LARGEST_ITEM or size + len(raw) > MOST_BYTES:
            row = {**row, "raw": b""}
        size += len(row["raw"]) if isinstance(row["raw"], bytes) else 0
        kept.append(row)
    if kept:
        connection.execute(insert(quarantine), kept)
    return len(fresh)


def listed(
    connection: Connection, *, source: str | None = None, after: int = 0, most: int = 1000
) -> tuple[Quarantined, ...]:
    """List what is kept behind a number, of one source or of all, the oldest first."""
    found = select(quarantine).where(quarantine.c.number > after)
    if source is not None:
        found = found.where(quarantine.c.source == source)
    return tuple(map(_read, connection.execute(found.order_by(quarantine.c.number).limit(most))))


def counts(connection: Connection) -> Mapping[str, int]:
    """Say how many items of each source are kept."""
    found = select(quarantine.c.source, func.count()).group_by(quarantine.c.source).order_by(quarantine.c.source)
    return {str(row[0]): int(row[1]) for row in connection.execute(found)}


def take_out(connection: Connection, numbers: Collection[int]) -> None:
    """Drop items: they were read, or a person does not want them."""
    for few in in_slices(sorted(numbers)):
        connection.execute(delete(quarantine).where(quarantine.c.number.in_(few)))


def _held(connection: Connection, source: str) -> tuple[int, int]:
    size = func.coalesce(func.sum(func.length(quarantine.c.raw)), 0)
    row = connection.execute(select(func.count(), size).where(quarantine.c.source == source)).one()
    return int(row[0]), int(row[1])


def _not_there(connection: Connection, source: str, digests: Sequence[str]) -> list[str]:
    there: set[str] = set()
    for few in in_slices(digests):
        found = select(quarantine.c.digest).where(quarantine.c.source == source, quarantine.c.digest.in_(few))
        there.update(connection.execute(found).scalars())
    return [digest for digest in digests if digest not in there]


def _digest(item: UnreadableItem) -> str:
    said = f"{item.reader}\0{item.place}\0".encode("utf-8", "surrogatepass")
    return hashlib.sha256(said + item.raw).hexdigest()[:32]


def _row(source: str, item: UnreadableItem, at: datetime) -> dict[str, object]:
    return {
        "source": source,
        "reader": item.reader,
        "place": _text(item.place, 200),
        "reason": _text(item.reason, 1000),
        "raw": item.raw,
        "bytes": len(item.raw),
        "digest": _digest(item),
        "at": at.timestamp(),
    }


def _text(said: str, most: int) -> str:
    """Give a text that any database takes."""
    return said[:most].encode("utf-8", "replace").decode().replace("\0", "\N{SYMBOL FOR NULL}")


def _read(row: Row[tuple[object, ...]]) -> Quarantined:
    said = row._mapping
    item = UnreadableItem(reader=said["reader"], place=said["place"], reason=said["reason"], raw=bytes(said["raw"]))
    at = datetime.fromtimestamp(said["at"], UTC)
    return Quarantined(number=said["number"], source=said["source"], item=item, bytes=said["bytes"], at=at)


def drop_older(connection: Connection, *, than_s: float) -> int:
    """Drop what came before a time, in seconds since 1970; returns how many items."""
    return connection.execute(delete(quarantine).where(quarantine.c.at < than_s)).rowcount
