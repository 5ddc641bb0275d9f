"""What runs on a schedule: when each job last ran, how long it took, what went wrong, and whether somebody wants it now."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from cautery.store.live_tables import runs


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRun:
    """The last run of a job; times in seconds since 1970."""

    job: str
    started_at: float | None = None
    ended_at: float | None = None
    """None while it runs, and where it never ran to its end."""
    problem: str = ""
    says: str = ""
    """What came of it, in words."""
    asked_at: float | None = None
    """When somebody asked for it to run at once; None: nobody did since it last began."""


def every(connection: Connection) -> Sequence[JobRun]:
    """List the jobs that have run or are to run, by name."""
    return [JobRun(**row._asdict()) for row in connection.execute(select(runs).order_by(runs.c.job))]


def last(connection: Connection, job: str) -> JobRun:
    """Give the last run of a job; of one that never ran, nothing but its name."""
    row = connection.execute(select(runs).where(runs.c.job == job)).one_or_none()
    return JobRun(**row._asdict()) if row else JobRun(job=job)


def begin(connection: Connection, job: str, *, at_s: float) -> None:
    """Say that a job runs now; what was asked for is thereby done."""
    _say(connection, job, {"started_at": at_s, "ended_at": None, "problem": "", "says": "", "asked_at": None})


def end(connection: Connection, job: str, *, at_s: float, says: str = "", problem: str = "") -> None:
    """Say that a job is over, and what came of it."""
    _say(connection, job, {"ended_at": at_s, "says": says, "problem": problem})


def ask(connection: Connection, job: str, *, at_s: float) -> None:
    """Want a job to run as soon as whoever serves can."""
    _say(connection, job, {"asked_at": at_s})


def _say(connection: Connection, job: str, said: dict[str, object]) -> None:
    if connection.execute(update(runs).where(runs.c.job == job).values(**said)).rowcount == 0:
        connection.execute(insert(runs).values(**({"job": job, "problem": "", "says": ""} | said)))
