"""How the tour looks: every step has a heading and its figures, and a platform's text does no harm."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from cautery.cli.tour_screen import Screen
from cautery.pipeline.installation.install import install
from cautery.simulator.world import WorldSize
from cautery.trials.tour import Tour


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Tour]:
    """Give a small story that has not begun."""
    told = Tour(install(tmp_path / "home", name="tour.example"), seed=1, size=WorldSize(people=60, operators=3))
    yield told
    told.close()


@pytest.fixture
def page() -> StringIO:
    return StringIO()


@pytest.fixture
def screen(page: StringIO) -> Screen:
    return Screen(Console(file=page, width=160))


def headings(page: StringIO) -> list[str]:
    return [match[1] for match in re.finditer(r"^\d+  ([^(]+?)  \(", page.getvalue(), re.MULTILINE)]


def test_the_story_is_told_step_by_step(story: Tour, screen: Screen, page: StringIO) -> None:
    screen.tell(story)
    a_round = ["Suspicious accounts", "Review", "Enforcement"]

    assert headings(page) == [
        "Ingest the platform's events",
        "Import the platform's own decisions",
        "Coordinated networks",
        *a_round,
        "Removed operators return",
        *a_round,
        "Audit log verified",
        "Effect",
        "Simulated review policies",
    ]
    assert "'with operators' leaves" in page.getvalue()
    assert f"{story.prove().entries} entries" in page.getvalue()
    assert f"{story.still_up()} accounts of the network are active" in page.getvalue()


@pytest.mark.parametrize(("named", "told"), [(0, ""), (1, "1 new account:"), (2, "2 new accounts:")])
def test_returns_are_told(
    story: Tour, screen: Screen, page: StringIO, monkeypatch: pytest.MonkeyPatch, named: int, told: str
) -> None:
    monkeypatch.setattr(story, "name_returns", lambda: list(range(named)))
    screen.name_returns(story)

    assert page.getvalue().strip().startswith(told)
    assert ("suspected ban evasion" in page.getvalue()) is bool(named)


def test_it_can_live_on(story: Tour, screen: Screen, page: StringIO) -> None:
    screen.tell(story)
    before = story.app.clock.now()
    screen.live_on(story)

    assert (story.app.clock.now() - before).days == 1
    assert len(headings(page)) == 17


def test_what_to_try_next_names_the_installation(screen: Screen, page: StringIO) -> None:
    screen.try_next(Path("there"))

    assert page.getvalue().count("--home there") == 8


def test_text_is_shown_as_it_is(screen: Screen, page: StringIO) -> None:
    screen.say("[bold]not a command[/bold]")

    assert page.getvalue() == "   [bold]not a command[/bold]\n"


def test_handles_of_a_platform_do_no_harm(story: Tour, screen: Screen, page: StringIO) -> None:
    for person in story.platform.world.people.values():
        person.look = replace(person.look, handle="\x1b[2J\u202e" + person.handle)
    screen.tell(story)

    assert "\x1b" not in page.getvalue()
    assert "\u202e" not in page.getvalue()
    assert "\ufffd" in page.getvalue()
