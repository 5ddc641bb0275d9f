"""What was played side by side is kept with all that is needed to play it again."""

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from cautery.app import App
from cautery.errors import Missing, Permanent
from cautery.kit.clock import FrozenClock
from cautery.pipeline.installation.install import install
from cautery.simulator.society.setting import SocietySize
from cautery.trials.side_by_side import SideBySide, kept, picture_kept, play_two
from cautery.trials.what_if import what_if
from tests.world import NOON

SMALL = SocietySize(operators=40, bystanders=800, days=20)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    opened = App(install(tmp_path / "home", name="test.example"), clock=FrozenClock(NOON), person="local:ada")
    yield opened
    opened.close()


def played(app: App) -> SideBySide:
    return play_two(app, seeds=range(4, 6), size=SMALL)


def test_what_was_played_is_kept_as_it_was(app: App) -> None:
    assert kept(app) is None
    found = played(app)

    assert kept(app) == found
    assert (found.at, found.seeds, found.operators) == (NOON, (4, 5), 40)
    assert picture_kept(app).startswith("<svg")


def test_the_command_names_all_that_was_chosen(app: App) -> None:
    found = played(app)
    words = shlex.split(found.command)
    said = {name: value for name, value in zip(words[2::2], words[3::2], strict=True) if name != "--policy"}

    assert words[:2] == ["cautery", "what-if"]
    assert [value for name, value in zip(words[2::2], words[3::2], strict=True) if name == "--policy"] == [
        one.policy for one in found.results
    ]
    assert said == {"--seeds": "2", "--seed": "4", "--reviews": "200", "--operators": "40", "--days": "20"}


def test_both_are_set_against_the_same_seeds_and_reviews(app: App) -> None:
    found = played(app)

    assert found.results == what_if([one.policy for one in found.results], seeds=(4, 5), size=SMALL)
    assert all(one.reviews_a_day <= found.reviews_a_day for one in found.results)


def test_where_nothing_was_played_there_is_no_picture_and_what_is_damaged_is_told(app: App) -> None:
    with pytest.raises(Missing, match="No policies"):
        picture_kept(app)
    app.config.what_if.mkdir(parents=True)
    (app.config.what_if / "what-if.json").write_text("{")
    with pytest.raises(Permanent, match="damaged"):
        kept(app)
