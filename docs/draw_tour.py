"""Draws the README's picture, a part of the tour. Run: .venv/bin/python docs/draw_tour.py"""

import re
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from cautery.cli.tour_screen import Screen
from cautery.pipeline.installation.install import install
from cautery.trials.tour import Tour

PICTURE = Path(__file__).parent / "tour.svg"


def main() -> None:
    """Play the tour once and keep what was seen."""
    screen = Screen(Console(width=110, file=StringIO()))
    with TemporaryDirectory() as folder:
        tour = Tour(install(Path(folder) / "home", name="tour.example"), seed=7)
        screen.listen(tour, days=18)
        tour.learn_removed()
        screen.listen(tour, days=2)
        screen.name_returns(tour)
        screen.console = Console(
            record=True, width=116, file=StringIO(), color_system="truecolor", force_terminal=False
        )
        for planned in screen.find_networks(tour):
            screen.take_down(tour, planned)
        screen.suspect(tour, most=2)
        screen.judge(tour)
        screen.act(tour)
        screen.prove(tour)
        tour.close()
    drawn = screen.console.export_svg(title="make run")
    PICTURE.write_text(re.sub(r"\s*@font-face \{.*?\}", "", drawn, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
