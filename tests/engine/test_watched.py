"""Who is watched is kept with a place: what changed is written, what is damaged begins anew."""

from pathlib import Path

import pytest

from cautery.engine.watched import Watched
from cautery.store.journal import START, JournalPlace

HERE, LATER = JournalPlace(segment=1, byte=10), JournalPlace(segment=2, byte=0)
ADA, BOB = ("harbour", "ada"), ("harbour", "bob")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "engine" / "newcomers.sqlite"


def test_it_is_there_for_the_next_process_in_the_order_of_their_coming(path: Path) -> None:
    first = Watched(path)
    first.keep({ADA: b"ada", BOB: b"bob"}, HERE)
    first.keep({ADA: b"ada, changed"}, LATER)
    first.close()
    second = Watched(path)

    assert (second.every(), second.place()) == ([b"ada, changed", b"bob"], LATER)


def test_who_is_watched_no_more_is_dropped(path: Path) -> None:
    watched = Watched(path)
    watched.keep({ADA: b"ada", BOB: b"bob"}, HERE)
    watched.keep({ADA: None}, LATER)

    assert watched.every() == [b"bob"]


def test_a_crash_in_between_keeps_neither_the_watched_nor_the_place(path: Path) -> None:
    watched = Watched(path)
    watched.keep({ADA: b"ada"}, HERE)
    with pytest.raises(Exception, match=r"datatype|bind"):
        watched.keep({BOB: object()}, LATER)  # type: ignore[dict-item]

    assert (watched.every(), watched.place()) == ([b"ada"], HERE)


def test_what_is_damaged_begins_anew(path: Path) -> None:
    Watched(path).close()
    path.write_bytes(b"no database at all, by far" * 100)
    watched = Watched(path)

    assert (watched.every(), watched.place()) == ([], START)


def test_what_is_forgotten_is_gone(path: Path) -> None:
    watched = Watched(path)
    watched.keep({ADA: b"ada"}, HERE)
    watched.forget()

    assert (watched.every(), watched.place()) == ([], START)
