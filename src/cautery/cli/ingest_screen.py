"""How far ingesting is, in a terminal: a bar for each file, and one for each stage that follows it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from cautery.app import App
from cautery.cli.output import quiet
from cautery.events.intake import IngestReport
from cautery.events.times import zone_named
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.translations.speech import gettext
from cautery.worker.ingest_socket import hand_over
from cautery.worker.stages import follow_all

T = TypeVar("T")


def ingest_files(app: App, paths: list[Path], *, format_name: str | None = None, timezone: str = "") -> IngestReport:
    """Ingest files here, or by the process that serves this home, and show how far it is."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn(gettext("{task.completed:,} events")),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), disable=quiet()) as bars:
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
        return report


def _analysed(begin: Callable[[str], T], advance: Callable[[T, int], None]) -> Callable[[str, int], None]:
    """Show how far each stage has followed what was taken in, a bar each."""
    tasks: dict[str, T] = {}

    def followed(stage: str, events: int) -> None:
        if stage not in tasks:
            tasks[stage] = begin(gettext("analysed: {stage}").format(stage=stage))
        advance(tasks[stage], events)

    return followed
