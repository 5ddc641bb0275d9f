"""What was approved is carried to its end by itself."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cautery.app import App
from cautery.enforcement.guards import Limits
from cautery.kit.clock import WallClock
from cautery.pipeline.installation.install import install
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.takedowns.control import hold, undo_whole
from cautery.pipeline.takedowns.executor import Executor
from cautery.pipeline.takedowns.planning import approve, begin
from cautery.pipeline.takedowns.progress import due
from cautery.pipeline.takedowns.status import look_at
from cautery.worker.beat import working
from tests.takedowns import QUAY, Quay, member, planned

FAST = Limits(stage_wait_minutes=0, batch=40)
PATIENCE_S = 60.0


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """Give an installation that lives in our time, for a worker runs in it."""
    config = replace(install(tmp_path / "home", name="test.example"), takedown=FAST)
    opened = App(config, clock=WallClock(), person="local:ada")
    yield opened
    opened.close()


def wait_for(done: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + PATIENCE_S
    while not done():
        assert time.monotonic() < give_up_at, "the worker did not come so far"
        time.sleep(0.05)


def test_what_two_people_want_is_done_without_anybody_at_the_keys(app: App) -> None:
    platform, made = Quay(), planned(app, 100)
    with working(app, {QUAY: Executor(app, platform)}, beat_s=0.05):
        approve(app.acting_as("ben"), made.id)
        wait_for(lambda: look_at(app, made.id).state == "finished")

    assert set(platform.asked.values()) == {1}
    assert platform.suspended() == {member(n) for n in range(100)}
    assert verify_log(app).ok


def test_what_was_approved_while_nobody_worked_is_done_later_and_undone_too(app: App) -> None:
    platform, made = Quay(), planned(app, 10)
    begin(app, made.id)
    with working(app, {QUAY: Executor(app, platform)}, beat_s=0.05):
        wait_for(lambda: look_at(app, made.id).state == "finished")
        undo_whole(app, made.id, reason="a choir")
        wait_for(lambda: look_at(app, made.id).count("undone") == 10)

    assert platform.suspended() == set()


def test_what_is_held_waits_for_whoever_holds_it(app: App) -> None:
    platform, made = Quay(), planned(app, 10)
    hold(app, made.id, on=True, reason="a doubt")
    begin(app, made.id)
    with working(app, {QUAY: Executor(app, platform)}, beat_s=0.05) as durable:
        time.sleep(0.5)
        assert (platform.asked, durable.under_way()) == ({}, 0)
        hold(app, made.id, on=False, reason="no doubt")
        wait_for(lambda: look_at(app, made.id).state == "finished")

    assert len(platform.asked) == 10


def test_what_nobody_foresaw_is_told_and_does_not_end_the_worker(
    app: App, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    platform, made = Quay(), planned(app, 10)
    begin(app, made.id)
    asked: list[None] = []

    def fails_first(*about: object) -> list[str]:
        asked.append(None)
        if len(asked) == 1:
            raise RuntimeError("the lamp fell over")
        return due(app, {QUAY: Executor(app, platform)})

    monkeypatch.setattr("cautery.worker.beat.due", fails_first)
    with working(app, {QUAY: Executor(app, platform)}, beat_s=0.05):
        wait_for(lambda: look_at(app, made.id).state == "finished")

    assert "the lamp fell over" in caplog.text
