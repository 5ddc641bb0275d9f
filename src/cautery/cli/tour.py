"""`cautery tour`: the whole story on a simulated platform, in a terminal and in the console."""

from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

import typer

from cautery.translations.speech import gettext

DAY_S = 45
"""Seconds between two of the platform's days, once the story is told: time to look and to judge."""


def tour(
    once: Annotated[
        bool, typer.Option("--once", help="Exit when the demo is done; default: keep running until Ctrl-C.")
    ] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the console; 0: any free port.")] = 0,
    seed: Annotated[int, typer.Option(help="Random seed.")] = 7,
    home: Annotated[
        Path | None, typer.Option("--home", help="Installation directory; default: a new temporary directory.")
    ] = None,
) -> None:
    """Run a demo on a simulated platform: ingestion, detection, decisions, takedown, returns, audit."""
    from contextlib import nullcontext
    from time import sleep

    from rich.console import Console

    from cautery.cli.tour_screen import Screen
    from cautery.pipeline.installation.install import install
    from cautery.serve import bind, serving
    from cautery.trials.tour import Tour

    place = home or Path(mkdtemp(prefix="cautery-tour-")) / "home"
    story = Tour(install(place, name="tour.example"), seed=seed)
    screen = Screen(Console())
    listening = None if once else bind("127.0.0.1", port)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}/visit/{story.invite_guest()}" if listening else ""
    try:
        with serving(story.app, listening, host="127.0.0.1", follows=False) if listening else nullcontext():
            screen.tell(story, console=url)
            screen.try_next(place)
            while not once:
                screen.say(gettext("The console: {url}").format(url=url))
                sleep(DAY_S)
                screen.live_on(story)
    except KeyboardInterrupt:
        screen.say(gettext("Stopped."))
    finally:
        story.close()
