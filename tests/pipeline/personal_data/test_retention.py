"""What was kept long enough goes; what is younger, or held, stays; and log and history go on."""

import os
from dataclasses import replace

import msgspec
import pytest

from cautery.app import App
from cautery.events.history import events_in
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.live_checks import journal_says
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.personal_data.retention import RetentionReport, begin_segment, keep_no_longer
from cautery.settings.tables import Keep
from cautery.store.journal import Journal
from cautery.store.ledger import append_rows
from cautery.store.schema import cases, decisions, exhibits
from cautery.worker.jobs import run_job
from tests.engine.lakes import a_follow
from tests.pipeline.conftest import app
from tests.pipeline.personal_data.people import NIMUE
from tests.pipeline.personal_data.test_planning import decided

__all__ = ["app"]


def keeping(app: App, **days: int) -> App:
    app.config = replace(app.config, keep=Keep(**days))
    return app


def kept(app: App) -> list[str]:
    return [event.id for frame in Journal(app.config.journal).read() for event in events_in(frame)]


@pytest.fixture
def days(app: App) -> App:
    """Give an installation with ten events a day for thirty days."""
    with Ingestion(app) as door:
        for day in range(30):
            door.accept([a_follow(day * 10 + number, days=day) for number in range(10)])
        door.catch_up()
    return app


def test_events_go_by_whole_days_from_journal_and_history(days: App) -> None:
    run = run_job(keeping(days, events=10), "retention")
    ids = lake_of(days).scan("follows").collect()["id"].to_list()

    assert run.problem == ""
    assert run.says.startswith("190 events")
    assert len(kept(days)) == 110
    assert sorted(ids) == sorted(kept(days))
    assert "110 events" in journal_says(days, deep=True)
    with Ingestion(days) as door:
        assert door.accept([a_follow(9999, days=31)]).accepted == 1


def test_nothing_goes_where_nothing_is_said(days: App) -> None:
    assert keep_no_longer(days) == RetentionReport()
    assert len(kept(days)) == 300


def test_what_is_about_somebody_who_can_appeal_stays(days: App) -> None:
    hers = replace_account(a_follow(5000, days=1))
    with Ingestion(days) as door:
        door.accept([hers])
        door.catch_up()
    decided(days, "suspend", days=5)
    begin_segment(days)
    keep_no_longer(keeping(days, events=3))

    assert hers.id in kept(days)
    assert hers.id in lake_of(days).scan("follows").collect()["id"].to_list()
    assert len(kept(days)) == 41


def replace_account(event):  # type: ignore[no-untyped-def]
    """Give an event of hers."""
    return msgspec.structs.replace(event, platform=NIMUE.platform, account=NIMUE.id)


def test_rejected_files_go_by_their_age(app: App) -> None:
    app.config.rejects.mkdir()
    at = app.wall.now().timestamp()
    for name, age in (("old", 40), ("young", 20)):
        (app.config.rejects / name).write_text("x")
        os.utime(app.config.rejects / name, (at - age * 86400, at - age * 86400))

    assert keep_no_longer(keeping(app, rejects=30)).rejects == 1
    assert [path.name for path in app.config.rejects.iterdir()] == ["young"]


def test_exhibits_of_old_decisions_go_and_the_log_is_whole(app: App) -> None:
    about = {"platform": "harbour", "account": "ada", "post": None}
    with app.writing() as tx:
        case = about | {"origin": "notice", "chance": None, "reasons": "[]", "opened_at": "2019-01-01T00:00:00Z"}
        append_rows(tx, cases, [case | {"id": "c1", "due": "2019-01-02T00:00:00Z"}], what="case", openly=("id",))
        append_rows(
            tx, exhibits, [{"case": "c1", "shown": b"x", "at": "2019-01-01T00:00:00Z"}], what="exhibit", openly=()
        )
        made = about | {
            "verdict": "benign",
            "measure": "none",
            "clause": None,
            "reason": "r",
            "by": "ada",
            "source": "review",
        }
        said = {
            "id": "d1",
            "at": "2019-01-03T00:00:00Z",
            "case": "c1",
            "group": None,
            "observation": None,
            "kept": "[]",
        }
        append_rows(tx, decisions, [made | said], what="decision", openly=("id",))
    report = keep_no_longer(keeping(app, exhibits=200))

    assert report.exhibits == 1
    assert verify_log(app).findings == ()
