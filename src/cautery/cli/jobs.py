"""`cautery jobs`: what runs by itself on a schedule, its last run, and running it now."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, plain, print_table, say
from cautery.translations.speech import gettext

jobs = typer.Typer(help="What runs by itself on a schedule.", invoke_without_command=True, rich_markup_mode=None)


@jobs.callback()
def list_jobs(context: typer.Context, home: Home = HERE, as_json: AsJson = False) -> None:
    """List the jobs: schedule, last run, duration, next run, and what went wrong."""
    if context.invoked_subcommand is not None:
        return
    from cautery.app import opened
    from cautery.worker.jobs import scheduled

    with opened(home) as app:
        found = scheduled(app)
    if as_json:
        rows = [
            {
                "job": one.job,
                "schedule": str(one.schedule),
                "started": _when(one.last.started_at),
                "seconds": one.seconds,
                "next": one.next_at,
                "problem": one.last.problem,
                "says": one.last.says,
            }
            for one in found
        ]
        emit(rows, as_json=True, show=print)
        return
    print_table(
        (
            gettext("job"),
            gettext("schedule"),
            gettext("last run"),
            gettext("seconds"),
            gettext("next run"),
            gettext("result"),
        ),
        [
            (
                one.job,
                str(one.schedule),
                _told(_when(one.last.started_at)),
                "-" if one.seconds is None else f"{one.seconds:,.1f}",
                _told(one.next_at),
                plain(one.last.problem or one.last.says),
            )
            for one in found
        ],
    )
    next_step(gettext("Run one now: cautery jobs run NAME"))


@jobs.command()
def run(
    job: Annotated[str, typer.Argument(help="The job, as 'cautery jobs' names it.")],
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Run a job now, also beside a service; refused while it runs already."""
    from cautery.app import opened
    from cautery.errors import Permanent
    from cautery.worker.jobs import run_job

    with opened(home) as app:
        found = run_job(app, job)
    if found.problem:
        raise Permanent(gettext("'{job}' failed: {problem}").format(job=job, problem=found.problem))
    emit(found, as_json=as_json, show=lambda last: say(last.says))


@jobs.command()
def failed(home: Home = HERE, as_json: AsJson = False) -> None:
    """List the events that something that follows events gave up, the newest first, with the reason."""
    from cautery.app import opened
    from cautery.store import failed_events

    with opened(home) as app, app.reading() as connection:
        found = failed_events.latest(connection, most=1000)
    emit(
        found,
        as_json=as_json,
        show=lambda rows: print_table(
            (gettext("what"), gettext("event"), gettext("at"), gettext("tries"), gettext("reason")),
            [
                (one.stage, plain(one.event), _told(_when(one.failed_at)), str(one.tries), plain(one.reason))
                for one in rows
            ],
        ),
    )


def _when(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def _told(at: datetime | None) -> str:
    return "-" if at is None else f"{at:%Y-%m-%d %H:%M}"
