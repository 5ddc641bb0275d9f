"""How far it is from the printed address to a first reasoned decision, on the whole story: make bench NAME=newcomer.

A browser walks as a newcomer would. `words` are those on the way that are there to be read; `reading_s` is how long they take
at 200 words a minute, `waited_s` what the pages took beside a story that lives. No person was timed.
"""

import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console

from bench.report import tell
from cautery.cli.tour_screen import Screen
from cautery.pipeline.installation.install import install
from cautery.serve import bind, serving
from cautery.trials.tour import Tour
from tests import chromium
from tests.newcomer import walk

SEED = 7
WORDS_A_MINUTE = 200


def main() -> None:
    """Walk once, and tell."""
    with tempfile.TemporaryDirectory(prefix="cautery-bench-") as folder:
        story = Tour(install(Path(folder) / "home", name="bench.example"), seed=SEED)
        listening = bind("127.0.0.1", 0)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/visit/{story.invite_guest()}"
        with serving(story.app, listening, host="127.0.0.1"), chromium.running() as browser:
            Screen(Console(file=StringIO(), width=120)).tell(story, console=address)
            walked = walk(browser.new_page(), address)
        story.close()
    figures = {
        "steps": len(walked.steps),
        "words": walked.words,
        "reading_s": round(60 * walked.words / WORDS_A_MINUTE),
        "waited_s": round(walked.waited_s, 1),
    }
    beside = {"Coop 1.0.2, Osprey 1.1.0": "ask for eight and thirteen running services first; neither was walked"}
    tell("newcomer", figures, beside=beside, limit={"seconds": 180}, seed=SEED)


if __name__ == "__main__":
    main()
