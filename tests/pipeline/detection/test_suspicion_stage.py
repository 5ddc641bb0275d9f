"""Suspicion follows events from the journal, at its own place, and opens a case once."""

from cautery.app import App
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.detection.suspicion_stage import SuspicionStage
from cautery.pipeline.history.follower import Follower
from tests.world import neighbourhood


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
