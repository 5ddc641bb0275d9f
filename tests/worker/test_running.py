"""While an installation is served, what must follow events does, and all is handed back at the end."""

import threading
import time

from cautery.app import App
from cautery.kit.clock import WallClock
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.store import cases, services
from cautery.worker.running import running
from tests.engine.lakes import a_follow
from tests.pipeline.conftest import app
from tests.world import notice

__all__ = ["app"]
PATIENCE_S = 60.0
THREADS = {"history", "notices", "takedowns", "jobs", "letters"}


def names(app: App) -> set[str]:
    with app.reading() as connection:
        return {one.name for one in services.every(connection)}


def opened(app: App) -> int:
    with app.reading() as connection:
        return len(list(cases.every(connection)))


def rows(app: App) -> int:
    return lake_of(app).scan("follows").collect().height


def test_a_notice_that_comes_in_opens_a_case_and_history_follows(app: App) -> None:
    app.wall = WallClock()
    with running(app) as door:
        door.accept(app, [a_follow(1), notice("ada")])
        give_up_at = time.monotonic() + PATIENCE_S
        while ((opened(app), rows(app)) != (1, 1) or not names(app) >= THREADS) and time.monotonic() < give_up_at:
            time.sleep(0.05)
        named = names(app)

    assert (opened(app), rows(app)) == (1, 1)
    assert named >= THREADS
    assert [thread.name for thread in threading.enumerate() if thread.name in named] == []
    with Ingestion(app):
        pass  # the journal is free again


def test_what_came_in_before_it_is_served_is_followed_then(app: App) -> None:
    with Ingestion(app) as door:
        door.accept([notice("ada")])
    assert opened(app) == 0
    with running(app):
        give_up_at = time.monotonic() + PATIENCE_S
        while opened(app) == 0 and time.monotonic() < give_up_at:
            time.sleep(0.05)

    assert opened(app) == 1
