"""Whoever was left up for a time is a case again when it is over, whatever restarts, and with nobody at the keys."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.kit.clock import FrozenClock, WallClock
from cautery.model.case import Case, CaseId
from cautery.model.decision import Observation
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.installation.install import install
from cautery.store import cases
from cautery.worker.beat import working
from cautery.worker.observations import ask_in_time
from tests.world import person

PATIENCE_S = 60.0


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """Give an installation that lives in our time, for a worker runs in it."""
    opened = App(install(tmp_path / "home", name="test.example"), clock=WallClock(), person="local:ada")
    yield opened
    opened.close()


def leave_up(app: App, **passes: float) -> None:
    """Leave an account up for a time."""
    now = app.clock.now()
    case = Case(id=CaseId("c"), about=person("ana"), origin="notice", chance=None, reasons=(), opened_at=now, due=now)
    with app.writing() as tx:
        cases.append(tx, [case])
    terms = Observation(
        requester="the harbour office", legal_basis="Order 7", expires_at=now + timedelta(**passes), approver="cyd"
    )
    decide_case(
        app, case.id, DecisionInput(measure="observe", clause="promotes", reason="is watched", observation=terms)
    )


def test_the_worker_asks_by_itself(app: App) -> None:
    leave_up(app, seconds=0.5)
    with working(app, {}, beat_s=0.05):
        give_up_at = time.monotonic() + PATIENCE_S
        while not queue(app.config, app.clock):
            assert time.monotonic() < give_up_at, "the worker did not ask"
            time.sleep(0.05)

    assert [(one.about, one.origin) for one in queue(app.config, app.clock)] == [(person("ana"), "observed")]


def test_what_ended_while_nobody_worked_is_asked_once_whatever_restarts(app: App) -> None:
    leave_up(app, days=3)
    later = FrozenClock(app.clock.now() + timedelta(days=4))
    asked = []
    for _ in range(3):
        again = App(app.config, clock=later, person="local:ada")
        asked.append(ask_in_time(again))
        again.close()

    assert asked == [1, 0, 0]
