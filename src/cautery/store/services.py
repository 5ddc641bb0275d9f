"""How each service of the process that serves is, for whoever asks whether the installation is sound."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from cautery.store.live_tables import services


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceState:
    """One service, as it last told."""

    name: str
    ok_at: float | None
    """When it was last well, in seconds since 1970."""
    failures: int
    """In a row."""
    failed_at: float | None
    problem: str
    """'' while all is well."""


def say(connection: Connection, name: str, *, problem: str, failures: int, at_s: float) -> None:
    """Say how a service is now."""
    when = {"failed_at": at_s} if problem else {"ok_at": at_s}
    said = {"problem": problem, "failures": failures, **when}
    if connection.execute(update(services).where(services.c.name == name).values(said)).rowcount == 0:
        connection.execute(insert(services).values(name=name, **said))


def every(connection: Connection) -> Sequence[ServiceState]:
    """List the services, by name."""
    rows = connection.execute(select(services).order_by(services.c.name))
    return [
        ServiceState(
            name=row.name, ok_at=row.ok_at, failures=row.failures, failed_at=row.failed_at, problem=row.problem
        )
        for row in rows
    ]
