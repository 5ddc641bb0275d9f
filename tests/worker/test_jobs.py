"""Jobs run at their time, at once when somebody asks, once at a time; and how they ended is kept."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from cautery.app import App
from cautery.errors import Invalid, Missing
from cautery.kit.clock import FrozenClock
from cautery.store import runs
from cautery.worker import jobs
from cautery.worker.durable import DurableWork
from cautery.worker.jobs import JOBS, job_workflow, run_job, scheduled, start_due
from tests.pipeline.conftest import app
from tests.world import NOON

__all__ = ["app"]


def one(app: App, job: str) -> jobs.Scheduled:
    return next(found for found in scheduled(app) if found.job == job)


def done(app: App, durable: DurableWork) -> None:
    while durable.under_way():
        time.sleep(0.01)


def with_job(monkeypatch: pytest.MonkeyPatch, do: Callable[[App], str]) -> None:
    monkeypatch.setattr(jobs, "JOBS", {"effect": do})


def test_each_job_has_its_time_in_the_settings(app: App) -> None:
    assert set(JOBS) == set(app.config.schedules)


def test_a_job_that_is_run_now_tells_what_came_of_it(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    with_job(monkeypatch, lambda _: "it worked")
    found = run_job(app, "effect")

    assert (found.says, found.problem, found.ended_at is not None) == ("it worked", "", True)
    assert one(app, "effect").seconds == 0.0
    with pytest.raises(Missing, match="no job 'coffee'; there are: effect"):
        run_job(app, "coffee")


@pytest.mark.parametrize("error", [Invalid("no events"), ZeroDivisionError("no events")])
def test_what_went_wrong_is_kept_until_it_goes_well(
    app: App, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fails(_: App) -> str:
        raise error

    with_job(monkeypatch, fails)
    assert "no events" in run_job(app, "effect").problem
    with_job(monkeypatch, lambda _: "well")
    assert run_job(app, "effect").problem == ""


def test_a_job_runs_when_its_time_has_come_and_not_before(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    with_job(monkeypatch, lambda _: ran.append("ran") or "")
    begin = app.wall.now()
    durable = DurableWork(app, {"job": job_workflow(app)})
    for hours in (1, 15, 17, 18, 39, 41):  # it is noon, and the job's time is four in the morning
        app.wall = FrozenClock(begin + timedelta(hours=hours))
        start_due(app, durable, since=begin)
        done(app, durable)
        ran.append(str(hours))
    durable.close()

    assert ran == ["1", "15", "ran", "17", "18", "39", "ran", "41"]


def test_what_somebody_asks_for_runs_at_once_and_once(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    with_job(monkeypatch, lambda _: ran.append("ran") or "")
    durable = DurableWork(app, {"job": job_workflow(app)})
    with app.noting() as connection:
        runs.ask(connection, "effect", at_s=NOON.timestamp())
    for _ in range(3):
        start_due(app, durable, since=app.wall.now())
        done(app, durable)
    durable.close()

    assert ran == ["ran"]
