"""A database belongs to one installation."""

import pytest

from cautery.errors import Conflict
from cautery.store import installation
from cautery.store.database import Database


def test_a_database_is_claimed_once(either: Database) -> None:
    with either.writing() as connection:
        assert installation.owner(connection) is None
        installation.claim(connection, "a")
    with either.reading() as connection:
        assert installation.owner(connection) == "a"
    with pytest.raises(Conflict), either.writing() as connection:
        installation.claim(connection, "a")
