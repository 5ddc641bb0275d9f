"""Parts become few while others read, and nobody who reads misses anything or sees it twice."""

import threading
from datetime import timedelta
from pathlib import Path

from cautery.app import App
from cautery.kit.clock import FrozenClock
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.history.tidying import GRACE_S, remove_unread, tidy
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.store import parts
from tests.engine.lakes import a_follow
from tests.pipeline.conftest import app

__all__ = ["app"]


def fill(app: App, batches: int, *, since: int = 0) -> None:
    with Ingestion(app) as door:
        for number in range(since, since + batches):
            door.accept([a_follow(number)])
            door.catch_up()


def tidied(app: App) -> None:
    while tidy(app) == 0.0:
        pass


def later(app: App, seconds: float) -> App:
    other = app.acting_as(app.person)
    other.wall = FrozenClock(app.wall.now() + timedelta(seconds=seconds))
    return other


def on_disk(app: App) -> list[Path]:
    return sorted(app.config.lake.rglob("*.parquet"))


def ids(app: App) -> list[str]:
    lake = lake_of(app)  # held until the rows are there
    found: list[str] = lake.scan("follows").select("id").collect()["id"].to_list()
    return sorted(found, key=lambda name: int(name[1:]))


def test_many_parts_become_one_and_hold_the_same(app: App) -> None:
    fill(app, 20)
    tidied(app)
    with app.reading() as connection:
        assert len(parts.present(connection)) < 8

    assert ids(app) == [f"e{number}" for number in range(20)]


def test_what_somebody_reads_stays_until_they_are_done(app: App) -> None:
    fill(app, 16)
    reader = lake_of(app)
    rows = reader.scan("follows")
    tidied(app)
    assert remove_unread(later(app, 2 * GRACE_S)) == 0
    assert rows.collect().height == 16
    del reader
    assert remove_unread(later(app, 2 * GRACE_S)) == 16
    assert len(on_disk(app)) == 1


def test_what_was_only_just_dropped_stays_for_those_who_just_looked(app: App) -> None:
    fill(app, 16)
    tidied(app)

    assert remove_unread(later(app, GRACE_S / 2)) == 0


def test_a_day_that_is_over_becomes_one_part(app: App) -> None:
    fill(app, 3)
    with Ingestion(app) as door:
        door.accept([a_follow(90, days=9)])
        door.catch_up()
    tidied(app)
    with app.reading() as connection:
        assert [part.rows for part in parts.present(connection, day="2020-01-01")] == [3]


def test_who_reads_while_parts_are_merged_sees_every_event_once(app: App) -> None:
    fill(app, 8)
    wrong: list[object] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                found = ids(app)
            except Exception as error:
                wrong.append(error)
                return
            if found != [f"e{number}" for number in range(len(found))]:
                wrong.append(found)

    reader = threading.Thread(target=read)
    reader.start()
    with Ingestion(app) as door:
        for number in range(8, 120):
            door.accept([a_follow(number)])
            door.catch_up()
            tidy(app)
            remove_unread(later(app, 1), grace_s=0.0)
    stop.set()
    reader.join()

    assert wrong == []
    assert ids(app) == [f"e{number}" for number in range(120)]
