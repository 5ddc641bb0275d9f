"""`cautery preserved`: a hold is made, extended and asked for at a terminal; nobody reads alone."""

from pathlib import Path

from tests.cli.terminal import Terminal

HOLD = ("preserved", "hold", "harbour", "guard 1", "--document", "court 7/26", "--until", "2099-01-01", "--json")


def test_a_hold_is_made_listed_and_extended(town: Terminal) -> None:
    name = str(town.run(*HOLD).said["id"])
    assert town.run("preserved", "extend", name, "--document", "court 8/26", "--until", "2099-06-01").code == 0
    [row] = town.run("preserved", "list", "--json").listed

    assert (row["id"], row["until"], row["last_step"]) == (name, "2099-06-01T00:00:00Z", "extended")


def test_nobody_reads_alone(town: Terminal, tmp_path: Path) -> None:
    name = str(town.run(*HOLD).said["id"])
    assert town.run("preserved", "ask", name, "--purpose", "review", "--says", "court 7/26").code == 0

    assert town.run("preserved", "approve", name).code == 4
    assert town.run("preserved", "read", name, "--out", str(tmp_path / "copy.json")).code == 4
    assert not (tmp_path / "copy.json").exists()


def test_a_copy_is_not_read_where_it_cannot_be_written(town: Terminal, tmp_path: Path) -> None:
    name = str(town.run(*HOLD).said["id"])

    assert town.run("preserved", "read", name, "--out", str(tmp_path / "no" / "copy.json")).code == 3


def test_nothing_is_held_of_an_account_that_nobody_knows(town: Terminal) -> None:
    assert town.run(*("gaurd 1" if word == "guard 1" else word for word in HOLD)).code == 3
