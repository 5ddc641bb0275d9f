"""`cautery effect`: did it work, in words, as JSON and as pictures."""

from pathlib import Path

from tests.cli.terminal import Terminal

PROMISED = {"survival", "returns", "regain", "replacement", "reach", "displacement", "insularity", "collateral"}


def test_it_tells_what_the_contract_promises(town: Terminal) -> None:
    done = town.run("effect", "--json")

    assert done.code == 0
    assert set(done.said) >= PROMISED


def test_in_words_it_is_one_sentence_and_a_table(town: Terminal) -> None:
    done = town.run("effect")

    assert "12 accounts suspended" in done.out
    assert "gone_48h_from_creation" in done.out


def test_pictures_go_where_one_says(town: Terminal, tmp_path: Path) -> None:
    town.run("effect", "--out", str(tmp_path / "pictures"))

    assert (tmp_path / "pictures" / "survival.svg").read_text().startswith("<svg")


def test_a_takedown_that_nobody_knows_is_missing(town: Terminal) -> None:
    assert town.run("effect", "--takedown", "net-none").code == 3
