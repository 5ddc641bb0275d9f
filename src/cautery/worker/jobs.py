"""Jobs: what is done by itself on a schedule, each at most once at a time, with its last run for everybody to see."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from cautery.app import App
from cautery.errors import CauteryError, Conflict, Missing
from cautery.kit.schedule import Schedule
from cautery.pipeline.cases.platform_notices import open_notices
from cautery.pipeline.detection.networks import networks
from cautery.pipeline.effect.measure import effect
from cautery.pipeline.entrance.allowance import drop_what_is_over
from cautery.pipeline.history.healing import check_whole
from cautery.pipeline.orders.preserving import destroy_expired
from cautery.pipeline.personal_data.retention import begin_segment, keep_no_longer
from cautery.pipeline.reports.sending import send_statements
from cautery.store import runs
from cautery.store.runs import JobRun
from cautery.worker.durable import DurableWork, Workflow
from cautery.worker.ingest_socket import roll_there

RESTS_S = 5.0
log = logging.getLogger(__name__)
Job = Callable[[App], str]
"""Does it, and says in words what came of it."""


def _networks(app: App) -> str:
    return f"{len(networks(app)):,} networks"


def _effect(app: App) -> str:
    return effect(app).says


def _notices(app: App) -> str:
    return f"{open_notices(app):,} cases opened"


def _expiry(app: App) -> str:
    return f"{drop_what_is_over(app):,} kept answers dropped, {destroy_expired(app):,} preserved copies destroyed"


def _retention(app: App) -> str:
    if app.config.keep.events and not roll_there(app.config.ingest_socket):
        begin_segment(app)
    return keep_no_longer(app).says


def _statements(app: App) -> str:
    if not app.config.statements:
        return "no platform is set under [statements]"
    report = send_statements(app)
    said = f"{report.sent:,} statements sent, {report.refused:,} refused, {report.waiting:,} wait"
    return f"{said}: {report.says}" if report.says else said


JOBS: Mapping[str, Job] = {
    "effect": _effect,
    "expiry": _expiry,
    "history_check": check_whole,
    "networks": _networks,
    "notices": _notices,
    "retention": _retention,
    "statements": _statements,
}
"""By name, as `[schedules]` in cautery.toml has them; `settings/tables` has their usual times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """A job with its schedule and its last run."""

    job: str
    schedule: Schedule
    last: JobRun
    next_at: datetime | None
    """When it runs next by itself; None: never."""

    @property
    def seconds(self) -> float | None:
        """How long the last run took."""
        last = self.last
        return None if last.started_at is None or last.ended_at is None else last.ended_at - last.started_at


def scheduled(app: App, *, since: datetime | None = None) -> tuple[Scheduled, ...]:
    """List the jobs.

    Args:
        since: from when on a job that never ran waits for its time; None: from now on.
    """
    with app.reading() as connection:
        known = {run.job: run for run in runs.every(connection)}
    begin = since or app.wall.now()
    return tuple(_scheduled(app, job, known.get(job, JobRun(job=job)), begin) for job in sorted(JOBS))


def run_job(app: App, job: str) -> JobRun:
    """Run a job now, in this process; refused (Conflict) while somebody else runs it."""
    if job not in JOBS:
        raise Missing(f"There is no job '{job}'; there are: {', '.join(sorted(JOBS))}.")
    durable = DurableWork(app, {"job": job_workflow(app)})
    if not durable.work_now("job", job):
        durable.close()
        raise Conflict(f"'{job}' is running already; see how it ended with: cautery jobs")
    durable.close()
    with app.reading() as connection:
        return runs.last(connection, job)


def job_workflow(app: App) -> Workflow:
    """Make the workflow of jobs; what goes wrong in one is kept with its run, and it is tried at its next time."""

    def work(job: str, may_go_on: Callable[[], bool]) -> None:
        if not may_go_on():
            return
        with app.noting() as connection:
            runs.begin(connection, job, at_s=app.wall.now().timestamp())
        says = problem = ""
        try:
            says = JOBS[job](app)
        except CauteryError as error:
            problem = str(error)
        except Exception as error:
            log.exception("the job '%s' failed", job)
            problem = f"{type(error).__name__}: {error}"
        with app.noting() as connection:
            runs.end(connection, job, at_s=app.wall.now().timestamp(), says=says, problem=problem)

    return work


def start_due(app: App, durable: DurableWork, *, since: datetime) -> float:
    """Start the jobs that are due or asked for; a service's turn."""
    now = app.wall.now()
    for one in scheduled(app, since=since):
        if one.last.asked_at is not None or (one.next_at is not None and one.next_at <= now):
            durable.start("job", one.job)
    return RESTS_S


def _scheduled(app: App, job: str, last: JobRun, begin: datetime) -> Scheduled:
    schedule = app.config.schedules[job]
    started = begin if last.started_at is None else datetime.fromtimestamp(last.started_at, UTC)
    return Scheduled(job=job, schedule=schedule, last=last, next_at=schedule.next_after(started))
