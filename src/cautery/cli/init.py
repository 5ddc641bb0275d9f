"""`cautery init`: makes an installation."""

from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, say
from cautery.translations.speech import gettext


def init(
    home: Home = HERE,
    name: Annotated[
        str, typer.Option(help="Name in the audit log's signatures, usually a host name.")
    ] = "cautery.local",
    as_json: AsJson = False,
) -> None:
    """Create an installation: database, audit log key and settings file. On an existing installation, upgrade it."""
    from cautery.pipeline.installation.install import install

    install(home, name=name)
    emit(
        {"home": str(home)},
        as_json=as_json,
        show=lambda _: say(gettext("Installation ready in '{home}'.").format(home=home)),
    )
    next_step(gettext("Next: cautery ingest EVENTS.ndjson"))
