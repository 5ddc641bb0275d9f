"""`cautery serve`: the console and the API."""

from typing import Annotated

import typer

from cautery.cli.output import HERE, Home, next_step


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on; behind a proxy, leave it.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 8000,
    home: Home = HERE,
) -> None:
    """Serve the console, and the API under /v1, until stopped. The first time, it prints the link for the first admin."""
    from cautery.app import opened
    from cautery.pipeline.entrance.staff import setup_link
    from cautery.serve import bind
    from cautery.serve import serve as run

    with opened(home) as app, bind(host, port) as listening:
        where = app.config.public_url or f"http://{host}:{listening.getsockname()[1]}"
        link = setup_link(app)
        next_step(f"First admin, once: {where}/setup/{link}" if link else f"Console: {where}")
        run(app, listening, host=host)
