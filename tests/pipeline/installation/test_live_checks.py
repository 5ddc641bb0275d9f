"""Whoever asks whether the installation is sound is told what goes on by itself, and what does not."""

import pytest

from cautery.app import App
from cautery.errors import Invalid
from cautery.pipeline.history.healing import begin_anew
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.live_checks import given_up, history_says, jobs_say, journal_says, services_say
from cautery.store import failed_events, parts, places, runs, services
from cautery.store.failed_events import FailedEvent
from cautery.store.journal import START, JournalPlace
from tests.engine.lakes import a_follow
from tests.pipeline.conftest import app

__all__ = ["app"]


def fill(app: App) -> None:
    with Ingestion(app) as door:
        door.accept([a_follow(1), a_follow(2)])
        door.catch_up()


def test_a_new_installation_is_sound(app: App) -> None:
    assert journal_says(app, deep=True) == "0 events, all of them in history"
    assert history_says(app, deep=True) == "0 parts, 0 bytes, as they should be"
    assert (services_say(app), jobs_say(app), given_up(app)) == ("never served yet", "none has run yet", "")


def test_what_waits_to_come_into_history_is_told(app: App) -> None:
    fill(app)
    assert journal_says(app, deep=True) == "2 events, all of them in history"
    with Ingestion(app) as door:
        door.accept([a_follow(3)])
    assert "bytes not yet in history" in journal_says(app, deep=False)


def test_history_that_holds_other_than_the_journal_is_found_by_who_counts(app: App) -> None:
    fill(app)
    with app.noting() as connection:
        parts.change(connection, dropped=[parts.present(connection)[0].name], at_s=0.0)

    with pytest.raises(Invalid, match="0 events of 2"):
        journal_says(app, deep=True)


def test_a_part_that_is_gone_is_told_with_what_to_do(app: App) -> None:
    fill(app)
    next(app.config.lake.rglob("*.parquet")).unlink()

    with pytest.raises(Invalid, match=r"it is gone.*cautery rebuild history"):
        history_says(app, deep=False)


def test_history_that_is_computed_again_is_told_and_how_far_it_is(app: App) -> None:
    fill(app)
    begin_anew(app)

    with pytest.raises(Invalid, match="computed again: 0 events so far"):
        journal_says(app, deep=False)


def test_an_older_journal_than_history_is_told(app: App) -> None:
    with app.noting() as connection:
        places.move(connection, "history", JournalPlace(segment=4, byte=9), at_s=0.0)

    with pytest.raises(Invalid, match="older backup"):
        journal_says(app, deep=False)


def test_a_service_a_job_and_events_that_failed_are_told(app: App) -> None:
    failed = FailedEvent(stage="matches", place=START, event="harbour:e1", reason="no", failed_at=0.0, tries=3)
    with app.noting() as connection:
        services.say(connection, "letters", problem="no key", failures=9, at_s=0.0)
        runs.begin(connection, "effect", at_s=0.0)
        runs.end(connection, "effect", at_s=1.0, problem="no events")
        failed_events.set_aside(connection, failed)

    with pytest.raises(Invalid, match="'letters' fails since 1970-01-01 00:00 UTC"):
        services_say(app)
    with pytest.raises(Invalid, match="cautery jobs run 'effect'"):
        jobs_say(app)
    assert given_up(app) == "1 events were given up by: matches; see them with: cautery jobs failed"
