"""A newcomer gets from the printed address to a reasoned decision in a few steps and a page of words, on the whole story."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from cautery.cli.tour_screen import Screen
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.installation.install import install
from cautery.serve import bind, serving
from cautery.simulator.world import WorldSize
from cautery.trials.tour import Tour
from tests import chromium
from tests.newcomer import walk

MOST_STEPS, MOST_WORDS = 6, 900


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Tour]:
    """Give a small story that has not begun."""
    told = Tour(install(tmp_path / "home", name="tour.example"), seed=1, size=WorldSize(people=60, operators=3))
    yield told
    told.close()


def test_from_the_printed_address_to_a_reasoned_decision(story: Tour) -> None:
    listening = bind("127.0.0.1", 0)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/visit/{story.invite_guest()}"
    with serving(story.app, listening, host="127.0.0.1", follows=False), chromium.running() as browser:
        Screen(Console(file=StringIO(), width=120)).tell(story, console=address)
        page = browser.new_page()
        walked = walk(page, address)
        chromium.shoot(page, "first-decision")

    assert len(walked.steps) <= MOST_STEPS
    assert walked.words <= MOST_WORDS
    assert walked.case == look_at(story.app, walked.case).decisions[0].case
    assert look_at(story.app, walked.case).decisions[0].by == "guest"
