"""`cautery quarantine`: what could not be read, and reading it again."""

from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, print_table

quarantine = typer.Typer(no_args_is_help=True, help="Items that could not be read: list them, and read them again.")
Source = Annotated[str | None, typer.Option("--source", help="Only those of this platform, or of 'file:NAME'.")]


@quarantine.command("list")
def list_items(
    source: Source = None,
    limit: Annotated[int, typer.Option("--limit", help="How many at most.", min=1)] = 1000,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """List what could not be read, with its source, place and reason."""
    from cautery.app import opened
    from cautery.pipeline.ingestion.quarantine import listed

    with opened(home) as app:
        found = listed(app, source=source, most=limit)
    shown = [
        {
            "number": one.number,
            "source": one.source,
            "at": one.at,
            "reader": one.item.reader,
            "place": one.item.place,
            "reason": one.item.reason,
            "bytes": one.bytes,
            "kept": bool(one.item.raw),
        }
        for one in found
    ]
    columns = ("source", "place", "reason", "bytes")
    emit(
        shown,
        as_json=as_json,
        show=lambda items: print_table(columns, [tuple(str(one[name]) for name in columns) for one in items]),
    )
    if found:
        next_step("After an upgrade: cautery quarantine retry")


@quarantine.command("retry")
def retry_items(source: Source = None, home: Home = HERE, as_json: AsJson = False) -> None:
    """Read again what could not be read; what can be read by now comes in."""
    from cautery.app import opened
    from cautery.pipeline.ingestion.ingest import Ingestion
    from cautery.pipeline.ingestion.quarantine import retry

    with opened(home) as app, Ingestion(app) as door:
        report = retry(app, door.accept_at_once, source=source)
    emit(
        report,
        as_json=as_json,
        show=lambda r: print(
            f"{r.read:,} of {r.tried:,} items can be read now ({r.accepted:,} new events in); {r.still:,} still cannot."
        ),
    )
