"""Whether anything changed since somebody looked, cheap enough to be asked every second."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from cautery.model.case import CaseId, version_of
from cautery.store import joins
from cautery.store.schema import audit, decisions, leases


def pulse(connection: Connection) -> str:
    """Name the state of everything: it changes with each fact that is kept, and when somebody takes a case or gives it back."""
    facts = connection.execute(select(func.max(audit.c.number))).scalar()
    held = connection.execute(select(func.count(), func.max(leases.c.until))).one()
    return f"{-1 if facts is None else facts}.{held[0]}.{held[1] or 0:.0f}"


def state_of(connection: Connection, case: CaseId, *, at: datetime) -> str:
    """Name the state of one case: how often it was decided, what was joined to it, and who looks at it."""
    made = connection.execute(select(func.count()).where(decisions.c.case == case)).scalar_one()
    version = version_of(decided=made, joined=len(joins.of(connection, case)))
    held = select(leases.c.person).where(leases.c.case == case, leases.c.until > at.timestamp())
    return f"{version}.{connection.execute(held).scalar() or ''}"
