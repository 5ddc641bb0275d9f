"""The worker follows a takedown up when its time has come."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cautery.app import App
from cautery.kit.clock import WallClock
from cautery.pipeline.installation.install import install
from cautery.pipeline.takedowns.planning import begin
from cautery.pipeline.takedowns.status import look_at
from cautery.worker.follow_up import follow_up
from tests.takedowns import Quay, carried_through, later, planned


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """Give an installation that lives in our time."""
    opened = App(install(tmp_path / "home", name="test.example"), clock=WallClock(), person="local:ada")
    yield opened
    opened.close()


def test_what_is_due_is_looked_at_and_written_down_with_its_takedown(app: App) -> None:
    made = planned(app, 3)
    begin(app, made.id)
    carried_through(app, Quay(), made.id)
    follow_up(later(app, hours=2))("", lambda: True)

    assert [one.hours for one in look_at(app, made.id).follow_ups] == [1]
