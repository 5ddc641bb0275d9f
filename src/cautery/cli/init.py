"""`cautery init`: makes an installation."""

from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step


def init(
    home: Home = HERE,
    name: Annotated[str, typer.Option(help="What the log signs as; a host name is usual.")] = "cautery.local",
    as_json: AsJson = False,
) -> None:
    """Make an installation: a store, the log's signing key, and a settings file. Run again, it brings one up to date."""
    from cautery.pipeline.installation.install import install

    install(home, name=name)
    emit({"home": str(home)}, as_json=as_json, show=lambda _: print(f"An installation stands in '{home}'."))
    next_step("Next: cautery ingest EVENTS.ndjson")
