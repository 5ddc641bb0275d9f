"""`cautery ingest`: events in."""

from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, quiet
from cautery.errors import Invalid

MOST_TOLD = 10


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders of files.")],
    format_name: Annotated[str | None, typer.Option("--format", help="The format, where it is not recognised.")] = None,
    timezone: Annotated[
        str, typer.Option("--timezone", help="Where times are meant that say no offset: UTC, +02:00, Europe/Berlin.")
    ] = "",
    allow_empty: Annotated[bool, typer.Option("--allow-empty", help="An input without events is no error.")] = False,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Take events in from files or folders: JSON (lines or arrays), Parquet, Twitter's formats; packed in any usual way."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from cautery.app import opened
    from cautery.events.known import told
    from cautery.events.times import zone_named
    from cautery.pipeline.cases.platform_notices import open_notices
    from cautery.pipeline.ingestion.ingest import Ingestion

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,} events"),
        TimeElapsedColumn(),
    )
    bars = Progress(*columns, console=Console(stderr=True), disable=quiet())
    with opened(home) as app, bars, Ingestion(app) as door:
        tasks = {path: bars.add_task(path.name, total=None) for path in paths}

        def progress(path: Path, _bytes: int, events: int) -> None:
            if path not in tasks:
                tasks[path] = bars.add_task(path.name, total=None)
            bars.advance(tasks[path], events)

        zone = zone_named(timezone) if timezone else None
        report = door.read_files(paths, format_name=format_name, progress=progress, zone=zone)
        open_notices(app)
    emit(
        report,
        as_json=as_json,
        show=lambda r: print(f"{r.accepted:,} events in, {r.duplicate:,} known already, {r.rejected:,} rejected."),
    )
    for said in [*told(report.unknown_fields)[:MOST_TOLD], *(one.problem for one in report.files if one.problem)]:
        next_step(said)
    for file in report.rejects:
        next_step(f"What was rejected, and why: {file}")
    came_in = report.accepted + report.duplicate
    if not came_in and (problem := next((one.problem for one in report.files if one.problem), "")):
        raise Invalid(problem)
    if report.rejected and not came_in:
        raise Invalid("nothing in there was an event; each line's reason is in the file above.")
    if not report.read and not allow_empty:
        raise Invalid("There is nothing in there; say --allow-empty where that is as it should be.")
    next_step("Next: cautery label FILE.csv, then cautery suspects")
