"""The manifest of history: which parts it consists of, each with what it must hold.

It is changed in one transaction, so that a reader sees all of a change or none. Each change is a version, and a part that was
dropped in one stays on disk for readers of earlier ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from cautery.errors import Conflict
from cautery.store.journal import JournalPlace
from cautery.store.ledger import in_slices
from cautery.store.live_tables import history, parts


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPart:
    """A file of history: rows of one table and day, out of the journal between two places. Never changed once it is written."""

    name: str
    """Its path below the folder of history."""
    table: str
    day: str
    """In UTC: 2016-02-05."""
    rows: int
    bytes: int
    checksum: int
    """CRC-32 of the file."""
    since: JournalPlace
    until: JournalPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryState:
    """What history is as a whole."""

    version: int = 0
    latest: datetime | None = None
    """The time of the latest event; None where there is none."""
    claims: str = ""
    """Times far ahead of all others that nobody vouches for yet, as `engine.now` writes them."""
    whole: bool = True
    """False while it is computed again from the beginning: until then nobody is judged on it."""


def state(connection: Connection) -> HistoryState:
    """Say what history is now."""
    row = connection.execute(select(history)).one_or_none()
    if row is None:
        return HistoryState()
    latest = None if row.latest is None else datetime.fromtimestamp(row.latest, UTC)
    return HistoryState(version=row.version, latest=latest, claims=row.claims, whole=bool(row.whole))


def present(connection: Connection, *, table: str | None = None, day: str | None = None) -> list[HistoryPart]:
    """List the parts of which history consists now, in the order of tables, days and the journal."""
    found = select(parts).where(parts.c.dropped_in.is_(None))
    if table is not None:
        found = found.where(parts.c.table == table)
    if day is not None:
        found = found.where(parts.c.day == day)
    order = (parts.c.table, parts.c.day, parts.c.since_segment, parts.c.since_byte, parts.c.name)
    return [
        HistoryPart(
            name=row.name,
            table=row.table,
            day=row.day,
            rows=row.rows,
            bytes=row.bytes,
            checksum=row.checksum,
            since=JournalPlace(segment=row.since_segment, byte=row.since_byte),
            until=JournalPlace(segment=row.until_segment, byte=row.until_byte),
        )
        for row in connection.execute(found.order_by(*order))
    ]


def change(
    connection: Connection,
    *,
    added: Sequence[HistoryPart] = (),
    dropped: Sequence[str] = (),
    at_s: float,
    now: tuple[datetime | None, str] | None = None,
) -> int:
    """Add parts and drop others, at once; gives the new version.

    Args:
        now: the time of the latest event from now on, and the claims that wait; None: as before.
    """
    before = state(connection)
    version = before.version + 1
    if added:
        connection.execute(insert(parts), [_row(part, version) for part in added])
    for few in in_slices(dropped):
        gone = update(parts).where(parts.c.name.in_(few), parts.c.dropped_in.is_(None))
        if connection.execute(gone.values(dropped_in=version, dropped_at=at_s)).rowcount != len(few):
            raise Conflict(
                "A part of history was dropped by somebody else meanwhile; what was to replace it is not kept."
            )
    latest, claims = now or (before.latest, before.claims)
    said = {"latest": latest.timestamp() if latest else None, "claims": claims, "whole": int(before.whole)}
    _say(connection, {"version": version, **said})
    return version


def begin_anew(connection: Connection, *, at_s: float) -> None:
    """Drop all parts: history is computed again from the journal, and is not whole before it is."""
    connection.execute(
        update(parts)
        .where(parts.c.dropped_in.is_(None))
        .values(dropped_in=state(connection).version + 1, dropped_at=at_s)
    )
    _say(connection, {"version": state(connection).version + 1, "latest": None, "claims": "", "whole": 0})


def is_whole(connection: Connection) -> None:
    """Say that all of the journal is in history."""
    if not state(connection).whole:
        connection.execute(update(history).values(whole=1))


def removable(connection: Connection, *, held: int | None, before_s: float) -> list[str]:
    """List the parts that no reader can ask for any more.

    Args:
        held: the oldest version that somebody reads; None: nobody does.
        before_s: of those dropped later than this, none.
    """
    found = select(parts.c.name).where(parts.c.dropped_in.is_not(None), parts.c.dropped_at <= before_s)
    if held is not None:
        found = found.where(parts.c.dropped_in <= held)
    return list(connection.execute(found.order_by(parts.c.name)).scalars())


def forget(connection: Connection, names: Sequence[str]) -> None:
    """Forget parts whose files are gone."""
    for few in in_slices(names):
        connection.execute(delete(parts).where(parts.c.name.in_(few)))


def names(connection: Connection) -> frozenset[str]:
    """Name all files that may stand in the folder: parts, and what was dropped and may still be read."""
    return frozenset(connection.execute(select(parts.c.name)).scalars())


def crowded(connection: Connection, *, more_than: int) -> list[tuple[str, str]]:
    """List the tables and days with more than some parts, the fullest first."""
    many = func.count()
    found = select(parts.c.table, parts.c.day).where(parts.c.dropped_in.is_(None)).group_by(parts.c.table, parts.c.day)
    rows = connection.execute(found.having(many > more_than).order_by(many.desc(), parts.c.table, parts.c.day))
    return [(str(row[0]), str(row[1])) for row in rows]


def _row(part: HistoryPart, version: int) -> dict[str, object]:
    return {
        "name": part.name,
        "table": part.table,
        "day": part.day,
        "rows": part.rows,
        "bytes": part.bytes,
        "checksum": part.checksum,
        "since_segment": part.since.segment,
        "since_byte": part.since.byte,
        "until_segment": part.until.segment,
        "until_byte": part.until.byte,
        "added_in": version,
        "dropped_in": None,
        "dropped_at": None,
    }


def _say(connection: Connection, said: dict[str, object]) -> None:
    if connection.execute(update(history).values(**said)).rowcount == 0:
        connection.execute(insert(history).values(one=1, **said))
