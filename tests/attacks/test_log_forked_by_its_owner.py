"""Whoever has the folder and its keys takes the database back and writes another history, rightly signed."""

import shutil

from tests.attacks.told import Told

KIND = "the database alone is not enough"


def test_it_does_not_work(told: Told) -> None:
    home, kept = told.home, told.out / "kept.note"
    other = Told(home=told.out / "forked", out=told.out)
    shutil.copytree(home, other.home)
    other.run("banks", "add", "term", "lamps of today")
    shutil.copy(other.home / "checkpoints" / "latest.note", kept)
    for name in ("cautery.db", "cautery.db-wal", "cautery.db-shm", "checkpoints/latest.note"):
        (other.home / name).unlink(missing_ok=True)
        if (home / name).exists():
            shutil.copy(home / name, other.home / name)
    assert "verified" in other.run("audit", "verify")
    cut = other.run("audit", "verify", "--checkpoint", str(kept))
    other.run("banks", "add", "term", "another history")
    forked = other.run("audit", "verify", "--checkpoint", str(kept))

    assert "FAILED" in cut
    assert "FAILED" in forked
