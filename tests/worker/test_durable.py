"""What was started goes on after a crash, wherever it is started again, and is never under way twice."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest

from cautery.app import App
from cautery.errors import Temporary
from cautery.kit.clock import WallClock
from cautery.pipeline.installation.install import install
from cautery.store import services, work_leases
from cautery.worker import durable as room
from cautery.worker.durable import DurableWork, Workflow

LONG_S = 30.0
MayGoOn = Callable[[], bool]
DIES = """
import os, sys, time
from itertools import pairwise
from pathlib import Path
from cautery.app import App
from cautery.config import read_config
from cautery.kit.clock import WallClock
from cautery.worker.durable import DurableWork

def work(about, may_go_on):
    print("works", flush=True)
    time.sleep(600)

app = App(read_config(Path(sys.argv[1])), clock=WallClock(), person="cautery")
DurableWork(app, {"work": work}).start("work", "a")
time.sleep(600)
"""


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    opened = App(install(tmp_path / "home", name="test.example"), clock=WallClock(), person="cautery")
    yield opened
    opened.close()


def wait_for(done: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + LONG_S
    while not done():
        assert time.monotonic() < give_up_at, "the work did not come so far"
        time.sleep(0.02)


def until_told(did: list[str], may_end: Event) -> Workflow:
    def work(about: str, _: MayGoOn) -> None:
        did.append(about)
        may_end.wait(LONG_S)

    return work


def problem(app: App, subject: str) -> str:
    with app.reading() as connection:
        return next((one.problem for one in services.every(connection) if one.name == subject), "")


def test_the_same_work_is_under_way_once_and_may_come_again_afterwards(app: App) -> None:
    did, may_end = list[str](), Event()
    durable = DurableWork(app, {"work": until_told(did, may_end)})
    assert [durable.start("work", "a") for _ in range(3)] == [True, False, False]
    wait_for(lambda: did == ["a"])
    may_end.set()
    wait_for(lambda: durable.under_way() == 0)
    wait_for(lambda: durable.start("work", "a"))
    wait_for(lambda: did == ["a", "a"])
    durable.close()


def test_two_processes_never_work_at_the_same(app: App) -> None:
    """As long as the first one beats, however long it takes."""
    did, may_end = list[str](), Event()
    first = DurableWork(app, {"work": until_told(did, may_end)}, expires_s=0.1)
    second = DurableWork(app, {"work": until_told(did, may_end)}, expires_s=0.1)
    first.start("work", "a")
    for _ in range(20):
        first.beat()
        assert not second.start("work", "a")
        time.sleep(0.02)
    assert second.start("work", "b")
    may_end.set()
    first.close()
    second.close()

    assert sorted(did) == ["a", "b"]


def test_what_a_killed_process_left_is_taken_over_by_one_of_another_name(app: App) -> None:
    command = [sys.executable, "-c", DIES, str(app.config.home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        other.kill()
    did, may_end = list[str](), Event()
    may_end.set()
    durable = DurableWork(app, {"work": until_told(did, may_end)}, expires_s=0.3)
    assert not durable.start("work", "a")
    wait_for(lambda: durable.start("work", "a"))
    wait_for(lambda: did == ["a"])
    durable.close()


def test_whoever_was_taken_over_may_not_go_on(app: App) -> None:
    """It did not beat, since its machine stood still for a while, and goes on as if nothing had been."""
    asked, may_ask = list[bool](), Event()

    def work(_: str, may_go_on: MayGoOn) -> None:
        may_ask.wait(LONG_S)
        asked.append(may_go_on())

    slow = DurableWork(app, {"work": work}, expires_s=0.2)
    slow.start("work", "a")
    other = DurableWork(app, {"work": until_told([], Event())}, expires_s=0.2)
    wait_for(lambda: other.start("work", "a"))
    may_ask.set()
    wait_for(lambda: asked != [])

    assert asked == [False]
    slow.close()
    with app.reading() as connection:
        held = work_leases.holder(connection, "work a")
    assert held is not None
    assert held.owner == other.owner


def test_work_that_fails_is_tried_again_later_each_time_and_told_until_it_succeeds(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "FIRST_WAIT_S", 0.05)
    tries = list[float]()

    def work(about: str, _: MayGoOn) -> None:
        tries.append(time.monotonic())
        if len(tries) < 4:
            raise ValueError(f"no way with {about}")

    durable = DurableWork(app, {"work": work})
    wait_for(lambda: (durable.start("work", "a") and False) or len(tries) >= 1)
    wait_for(lambda: "no way with a" in problem(app, "work a"))
    wait_for(lambda: (durable.start("work", "a") and False) or len(tries) >= 4)
    wait_for(lambda: problem(app, "work a") == "")
    gaps = [b - a for a, b in pairwise(tries)]
    durable.close()

    assert gaps[0] >= 0.05
    assert gaps[2] >= 0.2


def test_a_database_that_is_busy_for_a_moment_is_no_problem_of_the_work(app: App) -> None:
    did = list[str]()

    def work(about: str, _: MayGoOn) -> None:
        did.append(about)
        raise Temporary("busy")

    durable = DurableWork(app, {"work": work})
    durable.start("work", "a")
    wait_for(lambda: durable.under_way() == 0)
    durable.close()
    assert (did, problem(app, "work a")) == (["a"], "")


def test_closing_hands_back_what_is_under_way(app: App) -> None:
    begun = Event()

    def work(_: str, may_go_on: MayGoOn) -> None:
        begun.set()
        while may_go_on():
            time.sleep(0.01)

    durable = DurableWork(app, {"work": work})
    durable.start("work", "a")
    begun.wait(LONG_S)
    durable.close()

    assert not durable.start("work", "b")
    with app.reading() as connection:
        assert work_leases.holder(connection, "work a") is None
