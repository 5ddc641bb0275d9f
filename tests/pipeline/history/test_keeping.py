"""History holds each event once, whatever crashed between and whoever added beside."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cautery.app import App
from cautery.engine import parts as on_disk
from cautery.errors import Temporary
from cautery.kit.canonical import canonical_json
from cautery.kit.clock import FrozenClock
from cautery.pipeline.history.follower import Follower
from cautery.pipeline.history.keeping import HistoryStage
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.installation.install import install
from cautery.store import parts, places
from cautery.store.journal import START, Journal
from tests.engine.lakes import a_follow
from tests.world import NOON


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    opened = App(install(tmp_path / "home", name="test.example"), clock=FrozenClock(NOON), person="cautery")
    yield opened
    opened.close()


def accept(app: App, *numbers: int) -> None:
    journal = Journal(app.config.journal)
    for number in numbers:
        journal.append(canonical_json(a_follow(number, days=number % 3)) + b"\n", 1)
    journal.close()


def follower(app: App) -> Follower:
    stage = HistoryStage(app)
    stage.every_s = 0.0  # no test waits for more events to gather
    return Follower(app, stage)


def ids(app: App) -> list[str]:
    found: list[str] = lake_of(app).scan("follows").sort("at").select("id").collect()["id"].to_list()
    return sorted(found, key=lambda name: int(name[1:]))


def expected(until: int) -> list[str]:
    return [f"e{number}" for number in range(until)]


def test_everything_in_the_journal_comes_into_history_once(app: App) -> None:
    accept(app, *range(30))
    assert follower(app).through() == 30
    assert follower(app).through() == 0
    accept(app, *range(30, 40))
    assert follower(app).through() == 10

    assert ids(app) == expected(40)
    assert lake_of(app).latest() == max(a_follow(number, days=number % 3).at for number in range(40))


def test_what_a_crash_left_before_it_was_named_doubles_nothing(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parts were written, and the process died before the manifest named them."""
    accept(app, *range(9))
    with monkeypatch.context() as patched:
        patched.setattr(places, "move", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            follower(app).through()
    assert len(list(app.config.lake.rglob("*.parquet"))) == 3
    assert follower(app).through() == 9

    assert ids(app) == expected(9)


def test_two_who_add_at_once_double_nothing(app: App) -> None:
    """The second finds that the first has moved on, and goes on from there."""
    accept(app, *range(3))
    one, other = follower(app), follower(app)
    assert one.turn() == other.stage.every_s
    accept(app, *range(3, 6))
    other.place = other._saved = START
    with pytest.raises(Temporary, match="Somebody else"):
        other.turn()
    other.through()
    one.place = START
    with pytest.raises(Temporary):
        one.turn()
    one.through()

    assert ids(app) == expected(6)


def test_a_full_disk_is_waited_out(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    accept(app, 0)
    history = follower(app)
    with monkeypatch.context() as patched:
        patched.setattr(on_disk, "_put", full)
        with pytest.raises(Temporary, match="make room"):
            history.turn()
    history.turn()

    assert ids(app) == expected(1)


def test_history_that_is_computed_again_is_not_read_before_it_is_whole(app: App) -> None:
    accept(app, *range(3))
    history = follower(app)
    history.through()
    with app.noting() as connection:
        parts.begin_anew(connection, at_s=0.0)
    with pytest.raises(Temporary, match="computed again"):
        lake_of(app)


def test_a_folder_that_is_deleted_while_it_is_served_is_computed_again(app: App, tmp_path: Path) -> None:
    accept(app, *range(20))
    history = follower(app)
    history.through()
    app.config.engine.rename(tmp_path / "gone")
    for _ in range(4):
        history.turn()

    assert ids(app) == expected(20)
