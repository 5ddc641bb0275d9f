"""What was started goes on after a crash, and is never under way twice."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

from cautery.config import Config
from cautery.worker.durable import Durable, step

LONG_S = 30.0


def wait_for(done: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + LONG_S
    while not done():
        assert time.monotonic() < give_up_at, "the workflow did not come so far"
        time.sleep(0.02)


def test_the_same_work_is_under_way_once_and_may_come_again_afterwards(tmp_path: Path) -> None:
    did, may_end = list[str](), Event()

    def work(about: str) -> None:
        step("do", did.append, about)
        may_end.wait(LONG_S)

    durable = Durable(Config(home=tmp_path), {"work": work})
    for _ in range(3):
        durable.start("work", "a")
    wait_for(lambda: did == ["a"])
    may_end.set()
    wait_for(lambda: durable.under_way() == 0)
    durable.start("work", "a")
    wait_for(lambda: did == ["a", "a"])
    durable.close()


def test_after_a_crash_a_workflow_goes_on_behind_its_last_step(tmp_path: Path) -> None:
    did, crash = list[str](), Event()

    def work(about: str) -> None:
        step("first", did.append, f"{about} 1")
        if not crash.is_set():
            crash.set()
            time.sleep(0.2)
            raise SystemExit
        step("second", did.append, f"{about} 2")

    durable = Durable(Config(home=tmp_path), {"work": work})
    durable.start("work", "a")
    wait_for(crash.is_set)
    durable.close()
    durable = Durable(Config(home=tmp_path), {"work": work})
    wait_for(lambda: len(did) == 2)
    durable.close()

    assert did == ["a 1", "a 2"]


def test_a_workflow_that_fails_is_counted(tmp_path: Path) -> None:
    def work(about: str) -> None:
        raise ValueError(about)

    durable = Durable(Config(home=tmp_path), {"work": work})
    durable.start("work", "a")
    wait_for(lambda: durable.failed(since=datetime.now(UTC) - timedelta(hours=1)) == 1)
    durable.forget()
    durable.close()
