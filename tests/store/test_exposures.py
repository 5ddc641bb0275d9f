"""Looking again within the hour is the same look; what is older than a day is forgotten."""

from datetime import timedelta

from cautery.model.case import CaseId
from cautery.store import exposures
from cautery.store.database import Database
from tests.store.conftest import NOON

MINUTE = timedelta(minutes=1)


def looked(database: Database, *after_m: float) -> int:
    with database.writing() as connection:
        for minutes in after_m:
            exposures.add(connection, "ada", CaseId("c1"), items=3, at=NOON + minutes * MINUTE)
        return len(exposures.times(connection, "ada", since=NOON - timedelta(days=9)))


def test_a_second_look_within_the_hour_is_the_same_look(either: Database) -> None:
    assert looked(either, 0, 59) == 1
    assert looked(either, 61) == 2


def test_after_a_day_nobody_knows_any_more(either: Database) -> None:
    assert looked(either, 0, 1 + 24 * 60) == 1


def test_each_persons_looks_are_their_own(either: Database) -> None:
    looked(either, 0)

    with either.reading() as connection:
        assert exposures.times(connection, "cyd", since=NOON - timedelta(days=1)) == []
