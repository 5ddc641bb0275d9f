"""`cautery ingest`: events in."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, quiet, say
from cautery.errors import Invalid
from cautery.translations.speech import gettext

MOST_TOLD = 10
T = TypeVar("T")


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files or directories.")],
    format_name: Annotated[str | None, typer.Option("--format", help="Input format; default: detected.")] = None,
    timezone: Annotated[
        str, typer.Option("--timezone", help="Time zone of times without an offset: UTC, +02:00, Europe/Berlin.")
    ] = "",
    allow_empty: Annotated[bool, typer.Option("--allow-empty", help="Exit 0 when the input has no events.")] = False,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Ingest events from files or directories: JSON, Parquet or Twitter formats, compressed or in zip archives."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from cautery.app import opened
    from cautery.events.times import zone_named
    from cautery.model.known import told
    from cautery.pipeline.ingestion.ingest import Ingestion
    from cautery.worker.ingest_socket import hand_over
    from cautery.worker.stages import follow_all

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn(gettext("{task.completed:,} events")),
        TimeElapsedColumn(),
    )
    bars = Progress(*columns, console=Console(stderr=True), disable=quiet())
    with opened(home) as app, bars:
        tasks = {path: bars.add_task(path.name, total=None) for path in paths}

        def progress(path: Path, _bytes: int, events: int) -> None:
            if path not in tasks:
                tasks[path] = bars.add_task(path.name, total=None)
            bars.advance(tasks[path], events)

        zone = zone_named(timezone) if timezone else None
        report = hand_over(
            app.config.ingest_socket, paths, format_name=format_name, timezone=timezone, progress=progress
        )
        if report is None:
            with Ingestion(app) as door:
                report = door.read_files(paths, format_name=format_name, progress=progress, zone=zone)
                follow_all(app, _analysed(partial(bars.add_task, total=None), bars.advance))
    emit(
        report,
        as_json=as_json,
        show=lambda r: say(
            gettext("{accepted:,} events ingested, {duplicate:,} duplicates, {rejected:,} rejected.").format(
                accepted=r.accepted, duplicate=r.duplicate, rejected=r.rejected
            )
        ),
    )
    for said in [*told(report.unknown_fields)[:MOST_TOLD], *(one.problem for one in report.files if one.problem)]:
        next_step(said)
    for file in report.rejects:
        next_step(gettext("Rejected lines, with reasons: {file}").format(file=file))
    ingested = report.accepted + report.duplicate
    if not ingested and (problem := next((one.problem for one in report.files if one.problem), "")):
        raise Invalid(problem)
    if report.rejected and not ingested:
        raise Invalid(gettext("No line is a valid event. The file above gives the reason for each line."))
    if not report.read and not allow_empty:
        raise Invalid(gettext("The input has no events. Add --allow-empty if that is expected."))
    next_step(gettext("Next: cautery label FILE.csv, then cautery suspects"))


def _analysed(begin: Callable[[str], T], advance: Callable[[T, int], None]) -> Callable[[str, int], None]:
    """Show how far each stage has followed what was taken in, a bar each."""
    tasks: dict[str, T] = {}

    def followed(stage: str, events: int) -> None:
        if stage not in tasks:
            tasks[stage] = begin(gettext("analysed: {stage}").format(stage=stage))
        advance(tasks[stage], events)

    return followed
