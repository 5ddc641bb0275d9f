"""`cautery init`: an installation is made, and made again without harm."""

import json
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal


def test_it_says_where_the_installation_stands(nowhere: Terminal) -> None:
    done = nowhere.run("init", "--json")

    assert (done.code, done.said) == (0, {"home": str(nowhere.home)})
    assert "cautery ingest" in done.err
    assert nowhere.run("doctor").code == 0


def test_in_words_it_says_the_same(nowhere: Terminal) -> None:
    done = nowhere.run("init")

    assert (done.code, done.out) == (0, f"Installation ready in '{nowhere.home}'.\n")


def test_a_second_time_is_harmless(town: Terminal) -> None:
    before = town.run("suspects", "--json").out
    key = (town.home / "keys" / "audit.key").read_bytes()
    done = town.run("init", "--json", "--name", "another.example")

    assert done.code == 0
    assert (town.home / "keys" / "audit.key").read_bytes() == key
    assert town.run("suspects", "--json").out == before
    assert town.run("audit", "verify").code == 0


def test_the_option_is_stronger_than_the_environment(nowhere: Terminal, tmp_path: Path) -> None:
    nowhere.run("init", "--home", tmp_path / "there")

    assert (tmp_path / "there" / "cautery.toml").exists()
    assert not nowhere.home.exists()


def test_without_either_it_is_the_folder_where_one_stands(
    nowhere: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = nowhere.run("init", "--json", env={"CAUTERY_HOME": ""})

    assert json.loads(done.out) == {"home": ".cautery"}
    assert (tmp_path / ".cautery" / "cautery.toml").exists()


@pytest.mark.parametrize("name", ["two words", "a+b"])
def test_a_name_that_cannot_sign_is_invalid(nowhere: Terminal, name: str) -> None:
    assert nowhere.run("init", "--name", name).code == 2
    assert not nowhere.home.exists()


def test_a_file_in_the_way_is_invalid(nowhere: Terminal) -> None:
    nowhere.home.write_text("a diary")
    done = nowhere.run("init")

    assert done.code == 2
    assert "cannot hold an installation" in done.err
