"""`cautery listen`: what happens on a platform comes in."""

from contextlib import suppress
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step


def listen(
    platform: Annotated[str, typer.Argument(help="One of the platforms in cautery.toml.")],
    once: Annotated[bool, typer.Option("--once", help="Take in what there is by now, and end.")] = False,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Take in what happens on a platform, and what people report there, from where it was left.

    While the installation is served, that is done there.
    """
    from contextlib import closing
    from threading import Event

    from cautery.app import opened
    from cautery.pipeline.ingestion.consumer import Heard, Tap
    from cautery.pipeline.ingestion.ingest import Ingestion

    whole = Heard(platform=platform)

    def words(heard: Heard) -> str:
        return f"{heard.accepted:,} events in from '{platform}', {heard.duplicate:,} known already; {heard.notices:,} reports."

    def told(heard: Heard) -> None:
        nonlocal whole
        whole = whole.and_then(heard)
        next_step(words(heard))

    with opened(home) as app, closing(app.platform(platform)) as connector, Ingestion(app) as door:
        tap = Tap(app, platform, connector, accept=door.accept_at_once)
        if once:
            whole = tap.catch_up()
        else:
            with suppress(KeyboardInterrupt):
                tap.run(Event(), told=told)
    emit(whole, as_json=as_json, show=lambda heard: print(words(heard)))
