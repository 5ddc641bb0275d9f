"""History is computed again as it was, while nobody serves."""

import pytest

from cautery.app import App
from cautery.errors import Conflict
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.worker.alone import serving_alone
from cautery.worker.rebuilding import rebuild
from tests.engine.lakes import a_follow
from tests.pipeline.conftest import app

__all__ = ["app"]


def test_history_is_computed_again_as_it_was(app: App) -> None:
    with Ingestion(app) as door:
        door.accept([a_follow(number, days=number % 3) for number in range(30)])
        door.catch_up()
    before = lake_of(app).scan("follows").sort("id").collect()
    for path in app.config.lake.rglob("*.parquet"):
        path.write_bytes(b"PAR1")
    done = rebuild(app, history=True, detection=False)

    assert (done.days, done.rows) == (3, 30)
    assert lake_of(app).scan("follows").sort("id").collect().equals(before)


def test_a_home_that_is_served_is_left_to_the_service(app: App) -> None:
    with serving_alone(app.config), pytest.raises(Conflict, match="served by another process"):
        rebuild(app, history=True, detection=True)
