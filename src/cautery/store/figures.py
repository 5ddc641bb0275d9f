"""Counts for monitoring: each a look at an index or a small table, so that asking every few seconds costs nothing."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, select

from cautery.store.intake_tables import quarantine
from cautery.store.schema import audit, continuations, waiting
from cautery.store.takedown_tables import outbox


def waiting_by_origin(connection: Connection) -> Sequence[tuple[str, int, float]]:
    """Say by what opened them how many cases wait, and when the first is due, in seconds since 1970."""
    found = select(waiting.c.origin, func.count(), func.min(waiting.c.due)).group_by(waiting.c.origin)
    return [(str(origin), int(many), float(due)) for origin, many, due in connection.execute(found.order_by("origin"))]


def actions_by_state(connection: Connection) -> Mapping[tuple[str, str], int]:
    """Count actions by platform and state."""
    found = select(outbox.c.platform, outbox.c.state, func.count()).group_by(outbox.c.platform, outbox.c.state)
    rows = connection.execute(found.order_by(outbox.c.platform, outbox.c.state))
    return {(str(platform), str(state)): int(many) for platform, state, many in rows}


def log_size(connection: Connection) -> int:
    """Count the entries of the log."""
    last: int | None = connection.execute(select(func.max(audit.c.number))).scalar()
    return 0 if last is None else last + 1


def returns_named(connection: Connection) -> int:
    """Count the cases that carry an earlier account."""
    return connection.execute(select(func.count()).select_from(continuations)).scalar_one()


def quarantined(connection: Connection) -> int:
    """Count what could not be read."""
    return connection.execute(select(func.count()).select_from(quarantine)).scalar_one()
