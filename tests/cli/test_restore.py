"""`cautery restore` makes an installation from a backup, and says loudly what is missing."""

import shutil
import sqlite3
from pathlib import Path

from tests.cli.terminal import Terminal


def test_a_restored_installation_answers_as_the_first_did(town: Terminal, tmp_path: Path) -> None:
    town.run("suspects")
    town.run("banks", "add", "links", "link", "https://harbour-songs.example/a")
    before = [town.run(*words, "--json").out for words in (("cases",), ("banks", "list"), ("suspects",))]
    town.run("backup", tmp_path / "b")
    shutil.rmtree(town.home)
    done = town.run("restore", tmp_path / "b", "--json")

    assert (done.code, done.said["behind"], done.said["ok"], done.said["entries"] != 0) == (0, 0, True, True)
    assert [town.run(*words, "--json").out for words in (("cases",), ("banks", "list"), ("suspects",))] == before
    assert town.run("audit", "verify").code == 0


def test_a_restore_behind_a_checkpoint_says_so(town: Terminal, tmp_path: Path) -> None:
    town.run("backup", tmp_path / "b")
    town.run("suspects")
    newest = town.home / "checkpoints" / "latest.note"
    done = town.run("restore", tmp_path / "b", "--home", tmp_path / "new", "--checkpoint", newest)

    assert done.code == 0
    assert "ATTENTION" in done.err
    assert "missing.note" in done.err
    assert "Sessions and links have ended" in done.err


def test_a_backup_of_a_log_that_does_not_verify_is_restored_with_exit_1(town: Terminal, tmp_path: Path) -> None:
    with sqlite3.connect(town.home / "cautery.db") as database:
        database.execute("UPDATE decisions SET verdict = 'benign' WHERE seq = 5")
    town.run("backup", tmp_path / "b")
    done = town.run("restore", tmp_path / "b", "--home", tmp_path / "new")

    assert done.code == 1
    assert "does not verify" in done.err


def test_a_file_that_is_not_there_is_missing(town: Terminal, tmp_path: Path) -> None:
    town.run("backup", tmp_path / "b")
    for option in ("--key", "--checkpoint"):
        assert town.run("restore", tmp_path / "b", "--home", tmp_path / "n", option, tmp_path / "none").code == 3
