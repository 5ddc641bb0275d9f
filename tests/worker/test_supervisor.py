"""A service goes on whatever happens in it, and says what happened."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cautery.app import App
from cautery.errors import Temporary
from cautery.kit.clock import WallClock
from cautery.pipeline.installation.install import install
from cautery.store import services
from cautery.worker import supervisor
from cautery.worker.supervisor import Supervisor

PATIENCE_S = 20.0


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    monkeypatch.setattr(supervisor, "FIRST_WAIT_S", 0.01)
    opened = App(install(tmp_path / "home", name="test.example"), clock=WallClock(), person="cautery")
    yield opened
    opened.close()


def wait_for(done: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + PATIENCE_S
    while not done():
        assert time.monotonic() < give_up_at
        time.sleep(0.01)


def said(app: App, name: str) -> str:
    with app.reading() as connection:
        return next((one.problem for one in services.every(connection) if one.name == name), "")


def test_what_nobody_foresaw_stops_neither_the_service_nor_the_others_and_is_told(app: App) -> None:
    turns, mended = [0, 0], threading.Event()

    def fails() -> float:
        turns[0] += 1
        if not mended.is_set():
            raise ZeroDivisionError("nobody foresaw this")
        return 0.01

    def works() -> float:
        turns[1] += 1
        return 0.01

    with Supervisor(app) as all_services:
        broken = all_services.start("broken", fails)
        all_services.start("well", works)
        wait_for(lambda: "nobody foresaw this" in said(app, "broken"))
        wait_for(lambda: turns[1] > 3)
        assert broken.thread.is_alive()
        mended.set()
        wait_for(lambda: said(app, "broken") == "" and broken.problem == "")
    assert turns[0] > 2


def test_even_the_end_of_a_process_that_a_library_asks_for_ends_no_service(app: App) -> None:
    turns = [0]

    def exits() -> float:
        turns[0] += 1
        raise SystemExit(3)

    with Supervisor(app) as all_services:
        service = all_services.start("exits", exits)
        wait_for(lambda: turns[0] > 2)
        assert service.thread.is_alive()


def test_a_database_that_is_busy_for_a_moment_is_no_problem_yet(app: App) -> None:
    service = supervisor.Service(app, "busy", lambda: 0.0, stopping=threading.Event())
    for _ in range(supervisor.FORGIVEN):
        service._failed(Temporary("busy"))
    assert service.problem == ""

    service._failed(Temporary("busy"))
    assert "busy" in service.problem


def test_a_service_waits_longer_after_each_failure_and_never_longer_than_a_minute(app: App) -> None:
    service = supervisor.Service(app, "slow", lambda: 0.0, stopping=threading.Event())
    waits = [service._failed(ZeroDivisionError()) for _ in range(30)]

    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (supervisor.FIRST_WAIT_S, min(60.0, supervisor.FIRST_WAIT_S * 2**10))


def test_whoever_is_called_takes_its_turn_at_once(app: App) -> None:
    turns = [0]

    def rests() -> float:
        turns[0] += 1
        return 3600.0

    with Supervisor(app) as all_services:
        service = all_services.start("rests", rests)
        wait_for(lambda: turns[0] == 1)
        service.call()
        wait_for(lambda: turns[0] == 2)


def test_stopping_lets_a_turn_end_and_names_what_does_not(app: App) -> None:
    begun, ended, never = threading.Event(), threading.Event(), threading.Event()

    def ends() -> float:
        begun.set()
        time.sleep(0.2)
        ended.set()
        return 60.0

    all_services = Supervisor(app, stops_within_s=1.0)
    all_services.start("ends", ends)
    all_services.start("hangs", lambda: float(never.wait(60)))
    begun.wait(PATIENCE_S)

    assert all_services.stop() == ["hangs"]
    assert ended.is_set()
    never.set()
