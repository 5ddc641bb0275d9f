"""`cautery jobs`: what runs by itself, when, and how it ended."""

from cautery.app import opened
from cautery.store import failed_events
from cautery.store.failed_events import FailedEvent
from cautery.store.journal import START
from tests.cli.terminal import Terminal


def test_jobs_are_listed_with_their_schedule_and_run_now(town: Terminal) -> None:
    listed = {row["job"]: row for row in town.run("jobs", "--json").listed}
    assert (listed["networks"]["schedule"], listed["networks"]["started"]) == ("daily 03:00", None)
    done = town.run("jobs", "run", "notices", "--json")
    assert (done.code, done.said["says"]) == (0, "0 cases opened")
    again = {row["job"]: row for row in town.run("jobs", "--json").listed}

    assert again["notices"]["started"] is not None
    assert "0 cases opened" in town.run("jobs").out


def test_a_job_that_there_is_not_is_missing(town: Terminal) -> None:
    assert town.run("jobs", "run", "coffee").code == 3


def test_a_job_that_fails_says_why(empty: Terminal) -> None:
    done = empty.run("jobs", "run", "effect")
    assert done.code == 7
    assert "No events" in done.err


def test_events_that_were_given_up_are_listed_with_the_reason(town: Terminal) -> None:
    failed = FailedEvent(stage="matches", place=START, event="harbour:e1", reason="too long", failed_at=0.0, tries=3)
    with opened(town.home) as app, app.noting() as connection:
        failed_events.set_aside(connection, failed)

    assert [row["reason"] for row in town.run("jobs", "failed", "--json").listed] == ["too long"]
    assert "harbour:e1" in town.run("jobs", "failed").out
