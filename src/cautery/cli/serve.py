"""`cautery serve`: the console and the API."""

from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from cautery.cli.output import HERE, Home, next_step
from cautery.translations.speech import gettext


class LogStyle(StrEnum):
    """How log entries are written."""

    TEXT = "text"
    JSON = "json"


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; keep the default behind a proxy.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0: any free port.")] = 8000,
    metrics_port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="Port of /metrics on 127.0.0.1; default: the next; 0: any free port."),
    ] = None,
    log: Annotated[LogStyle, typer.Option("--log", help="Format of log entries on stderr.")] = LogStyle.TEXT,
    drain: Annotated[
        float, typer.Option(min=0, max=60, help="Seconds to answer requests after SIGTERM while /readyz says no.")
    ] = 0.0,
    home: Home = HERE,
) -> None:
    """Serve the console and, under /v1, the API. On first start, print the setup link for the first admin."""
    from cautery.app import opened
    from cautery.gate.metrics import metrics_served
    from cautery.kit.logs import log_entries
    from cautery.pipeline.entrance.staff import setup_link
    from cautery.pipeline.installation.figures import figures_of
    from cautery.serve import bind
    from cautery.serve import serve as run

    log_entries(log.value)
    with opened(home) as app, bind(host, port) as listening:
        where = app.config.public_url or f"http://{host}:{listening.getsockname()[1]}"
        link = setup_link(app)
        next_step(
            gettext("Setup link for the first admin (works once): {where}/setup/{link}").format(where=where, link=link)
            if link
            else gettext("Console: {where}").format(where=where)
        )
        with metrics_served(partial(figures_of, app), _metrics_port(metrics_port, port)) as at:
            next_step(gettext("Metrics: {where}").format(where=f"http://127.0.0.1:{at}/metrics"))
            run(app, listening, host=host, drain_s=drain)


def _metrics_port(said: int | None, port: int) -> int:
    """Give the port that was asked for, or the one next to the console's where that is a fixed one."""
    return said if said is not None else port + 1 if 0 < port < 65535 else 0
