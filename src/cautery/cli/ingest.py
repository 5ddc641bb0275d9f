"""`cautery ingest`: events in."""

from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, quiet
from cautery.errors import Invalid


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Files or directories.")],
    format_name: Annotated[str | None, typer.Option("--format", help="Input format; default: detected.")] = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Ingest events from files: NDJSON (plain, .gz, .zst), Parquet, or Twitter archives."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from cautery.app import opened
    from cautery.pipeline.ingestion.ingest import Ingestion
    from cautery.worker.ingest_socket import hand_over
    from cautery.worker.stages import follow_all

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,} events"),
        TimeElapsedColumn(),
    )
    bars = Progress(*columns, console=Console(stderr=True), disable=quiet())
    with opened(home) as app, bars:
        tasks = {path: bars.add_task(path.name, total=None) for path in paths}

        def progress(path: Path, _bytes: int, events: int) -> None:
            if path not in tasks:
                tasks[path] = bars.add_task(path.name, total=None)
            bars.advance(tasks[path], events)

        report = hand_over(app.config.ingest_socket, paths, format_name=format_name, progress=progress)
        if report is None:
            with Ingestion(app) as door:
                report = door.read_files(paths, format_name=format_name, progress=progress)
                follow_all(app)
    emit(
        report,
        as_json=as_json,
        show=lambda r: print(f"{r.accepted:,} events ingested, {r.duplicate:,} duplicates, {r.rejected:,} rejected."),
    )
    for file in report.rejects:
        next_step(f"Rejected lines, with reasons: {file}")
    if report.rejected and not report.accepted + report.duplicate:
        raise Invalid("No line is a valid event. The file above gives the reason for each line.")
    next_step("Next: cautery label FILE.csv, then cautery suspects")
