"""`cautery invite`: makes somebody known, or lets them in again who lost their password."""

from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, say
from cautery.translations.speech import gettext


def invite(
    person: Annotated[str, typer.Argument(help="User name, shown in the audit log.")],
    role: Annotated[list[str], typer.Option(help="Role; repeat for several roles.")],
    language: Annotated[
        list[str] | None, typer.Option(help="Language the person reads; repeat for several; default: any.")
    ] = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Create a one-time link with which a person joins the team and sets a password."""
    from cautery.app import opened
    from cautery.pipeline.entrance.staff import invite as run

    with opened(home) as app:
        link = run(app, person, role, language or ())
        where = app.config.public_url or "http://127.0.0.1:8000"
    emit(
        {"person": person, "link": f"{where}/invitation/{link}"},
        as_json=as_json,
        show=lambda said: say(said["link"]),
    )
    next_step(gettext("Send them this link. It works once, for three days, while 'cautery serve' runs."))
