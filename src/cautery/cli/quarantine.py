"""`cautery quarantine`: what could not be read, and reading it again."""

from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, print_table, say
from cautery.translations.speech import gettext

quarantine = typer.Typer(no_args_is_help=True, help="List unreadable items, and read them again after an upgrade.")
Source = Annotated[str | None, typer.Option("--source", help="Only this platform, or 'file:NAME'.")]


@quarantine.command("list")
def list_items(
    source: Source = None,
    limit: Annotated[int, typer.Option("--limit", help="Maximum number of items.", min=1)] = 1000,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """List items that could not be read, with source, place and reason."""
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
        next_step(gettext("After an upgrade: cautery quarantine retry"))


@quarantine.command("retry")
def retry_items(source: Source = None, home: Home = HERE, as_json: AsJson = False) -> None:
    """Read quarantined items again, and ingest those that are readable now."""
    from cautery.app import opened
    from cautery.pipeline.ingestion.ingest import Ingestion
    from cautery.pipeline.ingestion.quarantine import retry
    from cautery.worker.ingest_socket import retry_there
    from cautery.worker.stages import follow_all

    with opened(home) as app:
        report = retry_there(app.config.ingest_socket, source=source)
        if report is None:
            with Ingestion(app) as door:
                report = retry(app, door.accept_at_once, source=source)
                follow_all(app)
    emit(
        report,
        as_json=as_json,
        show=lambda r: say(
            gettext(
                "{read:,} of {tried:,} items are readable now ({accepted:,} new events); {still:,} still are not."
            ).format(read=r.read, tried=r.tried, accepted=r.accepted, still=r.still)
        ),
    )
