"""Questions about the work of a team as a whole: what came in, what was decided, how long it took. Never about one person."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select

from cautery.kit.clock import rfc3339
from cautery.store.desk_tables import hearings, reopenings
from cautery.store.schema import appeals, cases, decisions, waiting

MOST = 200_000
"""Rows of a ledger, from its end, that a question looks at: some weeks of a large team."""


def opened_by_day(connection: Connection, *, since: datetime) -> dict[str, int]:
    """Count the cases that were opened or reopened, by day."""
    found = Counter[str]()
    for table, at in ((cases, cases.c.opened_at), (reopenings, reopenings.c.at)):
        last = select(func.coalesce(func.max(table.c.seq), 0)).scalar_subquery()
        day = func.substr(at, 1, 10)
        rows = select(day, func.count()).where(table.c.seq > last - MOST, at >= rfc3339(since)).group_by(day)
        for name, count in connection.execute(rows):
            found[name] += count
    return dict(found)


def time_to_decision(connection: Connection, *, since: datetime) -> list[tuple[str, float]]:
    """List the day of each case's first decision by a person, and the hours that it took."""
    last = select(func.coalesce(func.max(decisions.c.seq), 0)).scalar_subquery()
    first = (
        select(func.min(decisions.c.seq))
        .where(decisions.c.seq > last - MOST, decisions.c.source == "review", decisions.c.case.is_not(None))
        .group_by(decisions.c.case)
    )
    found = (
        select(decisions.c.at, cases.c.opened_at)
        .join(cases, cases.c.id == decisions.c.case)
        .where(decisions.c.seq.in_(first), decisions.c.at >= rfc3339(since))
        .order_by(decisions.c.seq)
    )
    return [(row.at[:10], _hours(row.opened_at, row.at)) for row in connection.execute(found)]


def waiting_by(connection: Connection, column: str) -> Mapping[str, int]:
    """Count what waits by origin, language or platform, the most first."""
    by = waiting.c[column]
    found = select(by, func.count()).group_by(by).order_by(func.count().desc(), by)
    return {str(name or ""): count for name, count in connection.execute(found)}


def oldest(connection: Connection) -> datetime | None:
    """Say since when the oldest case waits; None when none does."""
    opened = connection.execute(select(func.min(waiting.c.opened)).where(waiting.c.opened > 0)).scalar()
    return None if opened is None else datetime.fromtimestamp(opened, UTC)


def appeals_since(connection: Connection, *, since: datetime) -> Mapping[str, int]:
    """Count the appeals that came in, and what became of those that were decided since: 'upheld' is a decision that stands."""
    came = connection.execute(
        select(func.count()).select_from(appeals).where(appeals.c.at >= rfc3339(since))
    ).scalar_one()
    heard = select(hearings.c.outcome, func.count()).where(hearings.c.at >= rfc3339(since)).group_by(hearings.c.outcome)
    return {"came": came, **{str(outcome): count for outcome, count in connection.execute(heard)}}


def _hours(opened: str, decided: str) -> float:
    """Give the hours between two times; none for what was reopened or back-dated behind its decision."""
    return max(0.0, (datetime.fromisoformat(decided) - datetime.fromisoformat(opened)).total_seconds() / 3600)
