"""Suspicion follows events from the journal, at its own place, and opens a case once."""

import pytest

from cautery.app import App
from cautery.errors import Invalid
from cautery.events.stage import EventBatch
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.detection import suspicion_stage, taking
from cautery.pipeline.detection.suspicion_stage import SuspicionStage
from cautery.pipeline.history.follower import Follower
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.live_checks import services_say
from cautery.store.journal import START, Journal
from tests.world import created, neighbourhood


def _waiting(app: App) -> list[str]:
    return [one.about.id for one in queue(app.config, app.clock)]


def test_a_case_is_opened_once_for_whoever_came_back_whatever_stops_it(town: App) -> None:
    first = Follower(town, SuspicionStage(town))
    assert first.through() > 0
    assert _waiting(town) == [neighbourhood().returned.id]

    again = Follower(town, SuspicionStage(town))
    assert again.through() == 0
    again.turn()
    assert _waiting(town) == [neighbourhood().returned.id]


def test_where_nothing_has_come_in_there_is_nothing_to_do(app: App) -> None:
    assert Follower(app, SuspicionStage(app)).turn() > 0


def test_accounts_are_weighed_while_more_comes_in_than_history_holds_yet(town: App) -> None:
    """Under a steady load history is always a second behind: that is no reason to judge nobody."""
    with Ingestion(town, follows=False) as door:
        door.accept([created("somebody else")])
    SuspicionStage(town).follow(EventBatch(events=[], since=START, until=Journal(town.config.journal).end()))

    assert _waiting(town) == [neighbourhood().returned.id]


def test_while_it_is_computed_again_nobody_is_judged_and_health_says_so(
    town: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in (suspicion_stage, taking):
        monkeypatch.setattr(one, "MOST_EVENTS", 1)
    stage = SuspicionStage(town)
    stage.resume(Journal(town.config.journal).end())
    with Ingestion(town) as door:
        door.accept([created("somebody else")])
        door.catch_up()
    stage.follow(EventBatch(events=[], since=START, until=Journal(town.config.journal).end()))
    with pytest.raises(Invalid, match=r"computed again .* bytes of the journal to go"):
        services_say(town)
    assert _waiting(town) == []

    while stage.behind:
        stage.idle()
    assert "last well" in services_say(town)
    assert _waiting(town) == [neighbourhood().returned.id]


def test_what_is_forgotten_is_computed_again(town: App) -> None:
    stage = SuspicionStage(town)
    Follower(town, stage).through()
    stage.forget()
    assert not (town.config.engine / "detection").exists()
    Follower(town, SuspicionStage(town)).turn()

    assert (town.config.engine / "detection").exists()
