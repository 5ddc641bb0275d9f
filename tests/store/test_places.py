"""How far a stage has come is kept, with what it wrote or not at all."""

import pytest

from cautery.store import places
from cautery.store.database import Database
from cautery.store.journal import START, JournalPlace

FAR = JournalPlace(segment=3, byte=2**40)


def test_a_stage_that_is_new_begins_at_the_beginning(either: Database) -> None:
    with either.reading() as connection:
        assert (places.place_of(connection, "notices"), dict(places.every(connection))) == (START, {})


def test_a_place_is_kept_and_moved_and_forgotten(either: Database) -> None:
    with either.writing() as connection:
        places.move(connection, "notices", JournalPlace(segment=1, byte=30), at_s=1.0)
        places.move(connection, "notices", FAR, at_s=2.0)
        places.move(connection, "history", JournalPlace(segment=1, byte=30), at_s=2.0)
    with either.writing() as connection:
        assert places.every(connection)["notices"] == (FAR, 2.0)
        places.forget(connection, "notices")
        assert places.place_of(connection, "notices") == START
        assert places.place_of(connection, "history") == JournalPlace(segment=1, byte=30)


def test_a_place_moves_only_when_what_was_written_with_it_is_kept(either: Database) -> None:
    def fails_behind() -> None:
        with either.writing() as connection:
            places.move(connection, "notices", FAR, at_s=1.0)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails_behind()

    with either.reading() as connection:
        assert places.place_of(connection, "notices") == START
