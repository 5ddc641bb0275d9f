"""`cautery tour`: the whole story on a simulated platform, in a terminal."""

from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

import typer


def tour(
    once: Annotated[bool, typer.Option("--once", help="End by itself, instead of living on until Ctrl-C.")] = False,
    seed: Annotated[int, typer.Option(help="Another seed, another life.")] = 7,
    home: Annotated[
        Path | None, typer.Option("--home", help="Where to keep it; a new folder in the temporary one unless told.")
    ] = None,
) -> None:
    """Tell the whole story on a simulated platform: events in, suspects, decisions, suspensions, returns, the log proved."""
    from rich.console import Console

    from cautery.cli.tour_screen import Screen
    from cautery.pipeline.establish import establish
    from cautery.trials.tour import Tour

    place = home or Path(mkdtemp(prefix="cautery-tour-")) / "home"
    story = Tour(establish(place, name="tour.example"), seed=seed)
    screen = Screen(Console())
    try:
        screen.tell(story)
        screen.try_next(place)
        while not once:
            screen.live_on(story)
    except KeyboardInterrupt:
        screen.say("Stopped.")
    finally:
        story.close()
