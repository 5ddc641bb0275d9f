"""A block is written whole or not at all, and who must wait too long is told to try again."""

import sqlite3
from pathlib import Path

import pytest

from cautery.engine import computed_file
from cautery.engine.computed_file import all_or_nothing, open_computed
from cautery.errors import Temporary


def opened(path: Path) -> sqlite3.Connection:
    connection = open_computed(path / "folder" / "a.sqlite")
    connection.execute("CREATE TABLE IF NOT EXISTS kept (value TEXT UNIQUE)")
    return connection


def kept(connection: sqlite3.Connection) -> list[str]:
    return [value for (value,) in connection.execute("SELECT value FROM kept")]


def test_a_block_that_ends_is_kept_and_one_that_fails_is_not(tmp_path: Path) -> None:
    connection = opened(tmp_path)
    with all_or_nothing(connection, "It"):
        connection.execute("INSERT INTO kept VALUES ('a')")
    with pytest.raises(sqlite3.IntegrityError), all_or_nothing(connection, "It"):
        connection.executemany("INSERT INTO kept VALUES (?)", [("b",), ("a",)])

    assert kept(connection) == kept(opened(tmp_path)) == ["a"]


def test_one_that_another_keeps_busy_is_temporary_and_says_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(computed_file, "WAITS_S", 0.05)
    first, second = opened(tmp_path), opened(tmp_path)
    with (
        all_or_nothing(first, "It"),
        pytest.raises(Temporary, match="The state of lamps cannot be written"),
        all_or_nothing(second, "The state of lamps"),
    ):
        raise AssertionError
