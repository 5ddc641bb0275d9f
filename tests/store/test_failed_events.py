"""What a stage gave up is listed with its reason until the stage has followed it."""

from dataclasses import replace

from cautery.store import failed_events
from cautery.store.database import Database
from cautery.store.failed_events import FailedEvent
from cautery.store.journal import JournalPlace

PLACE = JournalPlace(segment=1, byte=2**40)
ONE = FailedEvent(stage="matches", place=PLACE, event="plaza:e1", reason="no", failed_at=1.0, tries=3)


def test_what_was_given_up_is_listed_newest_first_and_counted_by_stage(either: Database) -> None:
    later = replace(ONE, event="plaza:e2", stage="suspicion", failed_at=2.0)
    with either.writing() as connection:
        failed_events.set_aside(connection, ONE)
        failed_events.set_aside(connection, later)

    with either.reading() as connection:
        assert list(failed_events.latest(connection, most=9)) == [later, ONE]
        assert failed_events.how_many(connection) == {"matches": 1, "suspicion": 1}


def test_what_is_given_up_again_stands_there_once_with_all_its_tries(either: Database) -> None:
    with either.writing() as connection:
        failed_events.set_aside(connection, ONE)
        failed_events.set_aside(connection, replace(ONE, reason="still no", failed_at=5.0))

    with either.reading() as connection:
        [found] = failed_events.latest(connection, most=9)
    assert found == replace(ONE, reason="still no", failed_at=5.0, tries=6)


def test_what_was_followed_after_all_is_forgotten_and_nothing_else(either: Database) -> None:
    other = replace(ONE, event="plaza:e2")
    with either.writing() as connection:
        failed_events.set_aside(connection, ONE)
        failed_events.set_aside(connection, other)
        failed_events.settle(connection, ONE)

    with either.reading() as connection:
        assert list(failed_events.latest(connection, most=9)) == [other]
