"""Damage to history is found, and just what is damaged is computed again."""

from datetime import timedelta, timezone
from pathlib import Path

from msgspec.structs import replace

from cautery.app import App
from cautery.pipeline.history.healing import check_whole, damages, heal
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.store import parts
from tests.engine.lakes import a_follow
from tests.pipeline.conftest import app

__all__ = ["app"]


def filled(app: App) -> list[Path]:
    with Ingestion(app) as door:
        for begin in range(0, 40, 10):
            door.accept([a_follow(number, days=number % 4) for number in range(begin, begin + 10)])
            door.catch_up()
    return sorted(app.config.lake.rglob("*.parquet"))


def ids(app: App) -> set[str]:
    rows = lake_of(app).scan("follows").select("id").collect()["id"].to_list()
    assert len(rows) == len(set(rows))
    return set(rows)


EVERYTHING = {f"e{number}" for number in range(40)}


def test_parts_that_are_gone_or_cut_are_computed_again_and_no_others(app: App) -> None:
    gone, cut, *others = filled(app)
    gone.unlink()
    cut.write_bytes(cut.read_bytes()[:-7])
    assert len(damages(app)) == 2
    assert heal(app) == 2

    assert (list(damages(app, whole=True)), ids(app)) == ([], EVERYTHING)
    assert all(path.exists() for path in others)


def test_a_byte_that_turned_is_found_by_who_reads_everything(app: App) -> None:
    turned = filled(app)[3]
    data = turned.read_bytes()
    turned.write_bytes(data[:90] + bytes([data[90] ^ 4]) + data[91:])
    assert list(damages(app)) == []
    assert check_whole(app) == "40 events in the journal; 1 parts of history computed again"

    assert (list(damages(app, whole=True)), ids(app)) == ([], EVERYTHING)


def test_when_most_is_gone_all_is_computed_again(app: App) -> None:
    for path in filled(app)[1:]:
        path.unlink()
    heal(app)
    with app.reading() as connection:
        assert not parts.state(connection).whole
    with Ingestion(app):
        assert ids(app) == EVERYTHING


def test_what_an_author_dates_back_or_writes_in_another_zone_is_computed_again_too(app: App) -> None:
    """History keeps an event on the day on which the platform took it, in UTC."""
    told = [a_follow(number, days=number % 4) for number in range(40)]
    told[0] = replace(told[0], at=told[0].at - timedelta(days=400), received=told[0].at)
    told[1] = replace(told[1], at=told[1].at.astimezone(timezone(-timedelta(hours=5))))
    with Ingestion(app) as door:
        for begin in range(0, 40, 10):
            door.accept(told[begin : begin + 10])
            door.catch_up()
    by_day = [sorted(day.glob("*.parquet"))[0] for day in sorted((app.config.lake / "follows").iterdir())]
    for gone in by_day[:2]:
        gone.unlink()

    assert heal(app) == 2

    assert ids(app) == EVERYTHING
