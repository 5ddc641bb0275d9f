"""A full disk is told as what it is, and nothing else is."""

import errno
import sqlite3

from cautery.kit.no_room import no_room


def test_a_disk_that_is_full_or_locked_is_told_with_its_place() -> None:
    full, locked = OSError(errno.ENOSPC, "No space", "/srv/x"), OSError(errno.EROFS, "Read-only")

    assert "disk is full where '/srv/x' lies" in str(no_room(full))
    assert "cannot be written to" in str(no_room(locked))


def test_any_other_error_is_none_of_it() -> None:
    assert no_room(FileNotFoundError(errno.ENOENT, "x")) is None
    assert no_room(ValueError()) is None


def test_a_small_database_that_cannot_grow_is_told_too() -> None:
    assert "make room" in str(no_room(sqlite3.OperationalError("database or disk is full")))
    assert no_room(sqlite3.OperationalError("no such table: x")) is None
