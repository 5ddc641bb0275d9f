"""How much of what hurts somebody has looked at. For their own eyes: not a fact about anybody, and forgotten after a day."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from cautery.model.case import CaseId
from cautery.store.schema import exposures

ONE_LOOK = timedelta(hours=1)
KEPT = timedelta(days=1)


def add(connection: Connection, person: str, case: CaseId, *, items: int, at: datetime) -> None:
    """Count that somebody looks at what a case shows; looking again within the hour is the same look."""
    connection.execute(delete(exposures).where(exposures.c.person == person, exposures.c.at < (at - KEPT).timestamp()))
    again = select(exposures.c.number).where(
        exposures.c.person == person, exposures.c.case == case, exposures.c.at > (at - ONE_LOOK).timestamp()
    )
    if connection.execute(again.limit(1)).first() is None:
        connection.execute(insert(exposures).values(person=person, case=case, items=items, at=at.timestamp()))


def times(connection: Connection, person: str, *, since: datetime) -> list[datetime]:
    """List when somebody looked at cases, oldest first."""
    found = select(exposures.c.at).where(exposures.c.person == person, exposures.c.at > since.timestamp())
    return [datetime.fromtimestamp(at, UTC) for at in connection.execute(found.order_by(exposures.c.at)).scalars()]


def drop_older(connection: Connection, *, than_s: float) -> int:
    """Drop who looked at what before a time, in seconds since 1970; returns how many looks."""
    return connection.execute(delete(exposures).where(exposures.c.at < than_s)).rowcount
