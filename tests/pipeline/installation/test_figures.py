"""Figures of an installation for monitoring."""

import os

from cautery.app import App
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.figures import figures_of
from tests.engine.lakes import a_follow
from tests.pipeline.conftest import app, town
from tests.reviewing import open_cases

__all__ = ["app", "town"]


def told(app: App) -> dict[str, float]:
    return {one.name: one.value for one in figures_of(app)}


def test_history_that_does_not_follow_is_behind(town: App) -> None:
    assert told(town)["cautery_history_behind_seconds"] == 0
    with Ingestion(town, follows=False) as door:
        door.accept([a_follow(1, days=400)])
    with town.noting() as connection:
        connection.exec_driver_sql("UPDATE places SET moved_at = moved_at - 500")

    assert 499 < told(town)["cautery_history_behind_seconds"] < 600


def test_the_first_case_that_is_due_and_the_age_of_the_last_signature_are_told(town: App) -> None:
    open_cases(town, 2)
    at = town.wall.now().timestamp()
    os.utime(town.config.checkpoint, (at - 90, at - 90))
    found = told(town)

    assert found["cautery_case_due_seconds"] > 0
    assert found["cautery_checkpoint_age_seconds"] == 90
    assert found["cautery_actions_parked"] == 0
