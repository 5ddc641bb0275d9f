"""`cautery invite`: makes somebody known, or lets them in again who lost their password."""

from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step


def invite(
    person: Annotated[str, typer.Argument(help="Their name, as the log will show it.")],
    role: Annotated[list[str], typer.Option(help="What they are; as often as they have roles.")],
    language: Annotated[list[str] | None, typer.Option(help="Which languages they read; any unless told.")] = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Make the one-time link by which somebody comes in and sets a password. For whoever has the installation's folder."""
    from cautery.app import opened
    from cautery.pipeline.entrance.staff import invite as run

    with opened(home) as app:
        link = run(app, person, role, language or ())
        where = app.config.public_url or "http://127.0.0.1:8000"
    emit(
        {"person": person, "link": f"{where}/invitation/{link}"},
        as_json=as_json,
        show=lambda said: print(said["link"]),
    )
    next_step("Hand it to them; it works once, for three days. They reach it while this runs: cautery serve")
