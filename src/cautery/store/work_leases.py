"""Who works at what: one process at a time, known by a name that it made for itself when it started.

Whoever holds a subject beats; whoever would have it watches the beats. No clock of two machines is compared, so one that jumps
gives nobody a subject that another works at, and keeps nobody from one that was left.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from cautery.store.live_tables import work_leases


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """Who holds a subject, and how often they have said so."""

    owner: str
    beats: int


def holder(connection: Connection, subject: str) -> Lease | None:
    """Say who holds a subject; None: nobody."""
    row = connection.execute(select(work_leases).where(work_leases.c.subject == subject)).one_or_none()
    return Lease(owner=row.owner, beats=row.beats) if row else None


def take(connection: Connection, subject: str, *, owner: str, instead_of: Lease | None) -> bool:
    """Take a subject that nobody holds, or one whose holder was seen to beat no more; False: somebody was faster."""
    if instead_of is None:
        try:
            with connection.begin_nested():
                connection.execute(insert(work_leases).values(subject=subject, owner=owner, beats=0))
        except IntegrityError:
            return False
        return True
    taken = _held(subject, instead_of.owner).where(work_leases.c.beats == instead_of.beats)
    return connection.execute(taken.values(owner=owner, beats=0)).rowcount == 1


def beat(connection: Connection, *, owner: str) -> None:
    """Say of all that one holds that one works at it still."""
    connection.execute(update(work_leases).where(work_leases.c.owner == owner).values(beats=work_leases.c.beats + 1))


def give_back(connection: Connection, subject: str, *, owner: str) -> None:
    """Let others have a subject, if one holds it still."""
    connection.execute(delete(work_leases).where(work_leases.c.subject == subject, work_leases.c.owner == owner))


def _held(subject: str, owner: str):  # type: ignore[no-untyped-def]
    return update(work_leases).where(work_leases.c.subject == subject, work_leases.c.owner == owner)
