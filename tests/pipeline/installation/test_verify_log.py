"""The log is verified against what is inside, beside and far from the database."""

import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from cautery.app import opened
from cautery.errors import Missing
from cautery.pipeline.banks.values import bank_value
from cautery.pipeline.installation.install import install
from cautery.pipeline.installation.verify_log import verify_log
from cautery.store.audit import Verification


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return install(tmp_path / "home", name="test.example").home


def bank(home: Path, *values: str) -> None:
    with opened(home) as app:
        for value in values:
            bank_value(app, {"type": "term", "value": value}, bank="house")


def verified(home: Path, kept: Sequence[Path] = ()) -> Verification:
    with opened(home) as app:
        return verify_log(app, kept)


def copied(file: Path, to: Path) -> Path:
    shutil.copy(file, to)
    return to


def test_an_empty_log_is_whole(home: Path) -> None:
    found = verified(home)

    assert (found.ok, found.entries, found.findings) == (True, 0, ())


def test_every_fact_is_an_entry_and_changes_the_root(home: Path) -> None:
    bank(home, "wick")
    one = verified(home)
    bank(home, "lamp", "ember")
    three = verified(home)

    assert (one.ok, one.entries, three.ok, three.entries) == (True, 1, True, 3)
    assert one.root != three.root


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE banks SET value = 'another' WHERE seq = 2",
        "DELETE FROM banks WHERE seq = 2",
        "DELETE FROM audit WHERE number = 1",
        "DELETE FROM audit WHERE number = 2",
    ],
)
def test_whatever_is_done_to_the_database_is_found(home: Path, harm: str) -> None:
    bank(home, "wick", "lamp", "ember")
    with sqlite3.connect(home / "cautery.db") as database:
        assert database.execute(harm).rowcount == 1
    found = verified(home)

    assert not found.ok
    assert found.findings


def test_an_older_database_in_the_place_of_the_newer_is_found_by_what_lies_beside(home: Path, tmp_path: Path) -> None:
    bank(home, "wick")
    older = copied(home / "cautery.db", tmp_path / "older.db")
    bank(home, "lamp")
    copied(older, home / "cautery.db")
    found = verified(home)

    assert not found.ok
    assert "entries were dropped" in " ".join(found.findings)


def test_when_that_was_put_back_too_a_checkpoint_kept_elsewhere_finds_it(home: Path, tmp_path: Path) -> None:
    latest = home / "checkpoints" / "latest.note"
    bank(home, "wick")
    older, beside = copied(home / "cautery.db", tmp_path / "older.db"), copied(latest, tmp_path / "older.note")
    bank(home, "lamp")
    elsewhere = copied(latest, tmp_path / "elsewhere.note")
    copied(older, home / "cautery.db")
    copied(beside, latest)

    assert verified(home).ok
    assert not verified(home, [elsewhere]).ok


def test_a_checkpoint_of_an_earlier_day_still_holds(home: Path, tmp_path: Path) -> None:
    bank(home, "wick")
    kept = copied(home / "checkpoints" / "latest.note", tmp_path / "kept.note")
    bank(home, "lamp", "ember")

    assert verified(home, [kept]).ok


@pytest.mark.parametrize(
    ("before", "after"), [(b"\n1\n", b"\n2\n"), (b"test.example", b"best.example"), (b"", b"\xff")]
)
def test_a_checkpoint_that_was_changed_does_not_hold(home: Path, tmp_path: Path, before: bytes, after: bytes) -> None:
    bank(home, "wick")
    note = (home / "checkpoints" / "latest.note").read_bytes()
    forged = tmp_path / "forged.note"
    forged.write_bytes(note.replace(before, after, 1))
    found = verified(home, [forged])

    assert not found.ok
    assert "does not hold" in found.findings[0]


def test_a_checkpoint_that_is_not_there_is_missing(home: Path, tmp_path: Path) -> None:
    with pytest.raises(Missing, match=r"nowhere\.note"):
        verified(home, [tmp_path / "nowhere.note"])
