"""`cautery listen`: what happens on a platform comes in."""

from contextlib import suppress
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, say
from cautery.translations.speech import gettext


def listen(
    platform: Annotated[str, typer.Argument(help="Platform name in cautery.toml.")],
    once: Annotated[bool, typer.Option("--once", help="Catch up, then exit.")] = False,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Ingest events and user reports from a platform's connector, from the last position on.

    'cautery serve' does this for every platform.
    """
    from contextlib import closing
    from threading import Event

    from cautery.app import opened
    from cautery.pipeline.ingestion.consumer import ConsumedBatch, PlatformFeed
    from cautery.pipeline.ingestion.ingest import Ingestion
    from cautery.worker.stages import follow_all

    whole = ConsumedBatch(platform=platform)

    def words(heard: ConsumedBatch) -> str:
        counts = gettext("{duplicates:,} duplicates, {notices:,} user reports, {unreadable:,} unreadable").format(
            duplicates=heard.duplicate, notices=heard.notices, unreadable=heard.quarantined
        )
        return gettext("{accepted:,} events ingested from '{platform}', {counts}.").format(
            accepted=heard.accepted, platform=platform, counts=counts
        )

    def told(heard: ConsumedBatch) -> None:
        nonlocal whole
        whole = whole.and_then(heard)
        next_step(words(heard))

    with opened(home) as app, closing(app.platform(platform)) as connector, Ingestion(app) as door:
        tap = PlatformFeed(app, platform, connector, accept=door.accept_at_once)
        if once:
            whole = tap.catch_up()
        else:
            with suppress(KeyboardInterrupt):
                tap.run(Event(), told=told)
        follow_all(app)
    emit(whole, as_json=as_json, show=lambda heard: say(words(heard)))
