"""Who looks at which case: one person at a time, until they decide, give it back or take too long."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from cautery.errors import Conflict
from cautery.model.case import CaseId
from cautery.store.schema import leases, skips, waiting

LEASE = timedelta(minutes=20)
SKIPPED = timedelta(hours=8)
"""How long a case that somebody passed over is not handed to them again."""


def take(connection: Connection, case: CaseId, *, person: str, at: datetime) -> datetime:
    """Give a case to a person for a while, or for a while longer; gives its end. Refuse what somebody else holds."""
    holder = held_by(connection, case, at=at)
    if holder not in (None, person):
        raise Conflict(f"{holder} is looking at case {case}; take another one, or come back when they are done.")
    connection.execute(delete(leases).where(leases.c.case == case))
    until = at + LEASE
    connection.execute(insert(leases).values(case=case, person=person, until=until.timestamp()))
    return until


def held_by(connection: Connection, case: CaseId, *, at: datetime) -> str | None:
    """Say who looks at a case now; None when nobody does."""
    found = select(leases.c.person).where(leases.c.case == case, leases.c.until > at.timestamp())
    person: str | None = connection.execute(found).scalar()
    return person


def give_back(connection: Connection, case: CaseId, *, person: str) -> None:
    """Let others take a case that a person held."""
    connection.execute(delete(leases).where(leases.c.case == case, leases.c.person == person))


def give_all_of_case_back(connection: Connection, case: CaseId) -> None:
    """Let others take a case, whoever held it."""
    connection.execute(delete(leases).where(leases.c.case == case))


def held(connection: Connection, person: str) -> list[CaseId]:
    """List the waiting cases that a person holds or held last."""
    found = select(leases.c.case).join(waiting, waiting.c.case == leases.c.case).where(leases.c.person == person)
    return [CaseId(name) for name in connection.execute(found.order_by(leases.c.case)).scalars()]


def give_all_back(connection: Connection, *, person: str) -> None:
    """Let others take whatever a person held."""
    connection.execute(delete(leases).where(leases.c.person == person))


def skip(connection: Connection, case: CaseId, *, person: str, at: datetime) -> None:
    """Give a case back, and do not hand it to this person again for a while. Nobody counts it."""
    give_back(connection, case, person=person)
    connection.execute(delete(skips).where(skips.c.case == case, skips.c.person == person))
    connection.execute(insert(skips).values(case=case, person=person, until=(at + SKIPPED).timestamp()))
