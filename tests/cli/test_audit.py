"""`cautery audit verify`: is the log whole?"""

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal


def test_a_whole_log_says_how_long_it_is_and_its_root(town: Terminal) -> None:
    done = town.run("audit", "verify", "--json")

    assert done.code == 0
    assert (done.said["entries"], done.said["ok"], len(str(done.said["root"]))) == (12, True, 64)
    assert "12 entries" in town.run("audit", "verify").out


@pytest.mark.parametrize(
    "harm",
    ["UPDATE decisions SET verdict = 'benign' WHERE seq = 5", "DELETE FROM decisions WHERE seq = 12"],
)
def test_a_log_that_was_tampered_with_is_exit_1(town: Terminal, harm: str) -> None:
    with sqlite3.connect(town.home / "cautery.db") as database:
        database.execute(harm)
    done = town.run("audit", "verify", "--json")

    assert (done.code, done.said["ok"]) == (1, False)
    assert done.said["findings"]
    assert "FAILED" in town.run("audit", "verify").out


def test_a_checkpoint_from_elsewhere_is_held_against_it(town: Terminal, tmp_path: Path) -> None:
    kept = Path(shutil.copy(town.home / "checkpoints" / "latest.note", tmp_path / "kept.note"))
    town.run("suspects")
    whole = town.run("audit", "verify", "--checkpoint", kept)
    kept.write_text(kept.read_text().replace("\n12\n", "\n13\n"))
    forged = town.run("audit", "verify", "--checkpoint", kept)

    assert (whole.code, forged.code) == (0, 1)


def test_a_checkpoint_that_is_not_there_is_missing(town: Terminal, tmp_path: Path) -> None:
    done = town.run("audit", "verify", "--checkpoint", tmp_path / "nowhere.note", "--json")

    assert (done.code, done.out) == (3, "")


def test_audit_alone_shows_its_commands(town: Terminal) -> None:
    done = town.run("audit")

    assert "verify" in done.out + done.err
