"""`cautery ingest`: events in."""

from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, say
from cautery.errors import Invalid
from cautery.translations.speech import gettext

MOST_TOLD = 10


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
    from cautery.app import opened
    from cautery.cli.ingest_screen import ingest_files
    from cautery.model.known import told

    with opened(home) as app:
        report = ingest_files(app, paths, format_name=format_name, timezone=timezone)
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
