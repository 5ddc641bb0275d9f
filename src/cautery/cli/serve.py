"""`cautery serve`: the console and the API."""

from typing import Annotated

import typer

from cautery.cli.output import HERE, Home, next_step
from cautery.translations.speech import gettext


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; keep the default behind a proxy.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0: any free port.")] = 8000,
    home: Home = HERE,
) -> None:
    """Serve the console and, under /v1, the API. On first start, print the setup link for the first admin."""
    from cautery.app import opened
    from cautery.pipeline.entrance.staff import setup_link
    from cautery.serve import bind
    from cautery.serve import serve as run

    with opened(home) as app, bind(host, port) as listening:
        where = app.config.public_url or f"http://{host}:{listening.getsockname()[1]}"
        link = setup_link(app)
        next_step(
            gettext("Setup link for the first admin (works once): {where}/setup/{link}").format(where=where, link=link)
            if link
            else gettext("Console: {where}").format(where=where)
        )
        run(app, listening, host=host)
