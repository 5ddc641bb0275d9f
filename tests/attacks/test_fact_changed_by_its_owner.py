"""Whoever has the folder changes a fact, and not the log."""

import shutil
import sqlite3

from tests.attacks.told import Told

KIND = "the database alone is not enough"


def test_it_does_not_work(told: Told) -> None:
    other = Told(home=told.out / "changed", out=told.out)
    shutil.copytree(told.home, other.home)
    other.run("banks", "add", "term", "lamps", "--why", "because")
    with sqlite3.connect(other.home / "cautery.db") as connection:
        changed = connection.execute("UPDATE banks SET why = 'another reason' WHERE value LIKE '%lamps%'").rowcount
    connection.close()
    said = other.run("audit", "verify")

    assert changed
    assert "FAILED" in said
