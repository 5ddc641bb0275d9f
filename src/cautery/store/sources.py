"""How each source is, and of which times it had nothing more for us."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, delete, insert, select

from cautery.model.intake import Gap, SourceState
from cautery.store.intake_tables import gaps, sources

SAME_GAP_S = 1.0
"""A gap that begins within a second of a known one and has its reason is that one, told again."""


def state_of(connection: Connection, source: str) -> SourceState:
    """Say how a source is; one that nobody heard of yet has nothing to say."""
    found = connection.execute(select(sources.c.state).where(sources.c.source == source)).scalar()
    return SourceState(source=source) if found is None else msgspec.json.decode(found, type=SourceState)


def every(connection: Connection) -> tuple[SourceState, ...]:
    """Say how all sources are, by name."""
    found = connection.execute(select(sources.c.state).order_by(sources.c.source)).scalars()
    return tuple(msgspec.json.decode(state, type=SourceState) for state in found)


def put(connection: Connection, state: SourceState) -> None:
    """Note how a source is now."""
    connection.execute(delete(sources).where(sources.c.source == state.source))
    connection.execute(insert(sources).values(source=state.source, state=msgspec.json.encode(state)))


def add_gaps(connection: Connection, source: str, found: Sequence[Gap], *, at: datetime) -> int:
    """Note of which times a source has nothing; what is told again is once. Returns how many were new."""
    known = [gap for _, gap in gaps_of(connection, source=source)]
    new = [gap for gap in found if not any(_same(gap, other) for other in known)]
    for gap in new:
        connection.execute(
            insert(gaps).values(
                source=source, since=_stamp(gap.since), until=_stamp(gap.until), reason=gap.reason, at=at.timestamp()
            )
        )
    return len(new)


def gaps_of(connection: Connection, *, source: str | None = None) -> tuple[tuple[str, Gap], ...]:
    """List the gaps of a source, or of all, the earliest first."""
    found = select(gaps)
    if source is not None:
        found = found.where(gaps.c.source == source)
    rows = connection.execute(found.order_by(gaps.c.since, gaps.c.number)).all()
    return tuple((row.source, Gap(since=_time(row.since), until=_time(row.until), reason=row.reason)) for row in rows)


def _same(one: Gap, other: Gap) -> bool:
    if one.reason != other.reason or one.since is None or other.since is None:
        return one.reason == other.reason and one.since is other.since
    return abs((one.since - other.since).total_seconds()) < SAME_GAP_S


def _stamp(at: datetime | None) -> float | None:
    return None if at is None else at.timestamp()


def _time(stamp: float | None) -> datetime | None:
    return None if stamp is None else datetime.fromtimestamp(stamp, UTC)


def with_items(state: SourceState, *, at: datetime, items: int, reached: datetime | None) -> SourceState:
    """Add items that came in at a time, and the pause before them."""
    pause_s = (at - state.item_at).total_seconds() if state.item_at is not None else 0.0
    newest = max((time for time in (state.reached, reached) if time is not None), default=None)
    return replace(
        state,
        asked_at=at,
        item_at=at,
        items=state.items + items,
        reached=newest,
        longest_silence_s=max(state.longest_silence_s, pause_s),
    )
