"""`cautery operators`: who probably continues whom, why, and what is not one hand."""

import shutil
from pathlib import Path

import pytest

from cautery.app import opened
from cautery.pipeline.detection.labelling import label
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.install import install
from tests.cli.terminal import Terminal
from tests.hands import back, harbour_events, removed_csv, stranger


@pytest.fixture(scope="session")
def known_harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the installation that every test copies: one hand has come back."""
    folder = tmp_path_factory.mktemp("hands")
    home = install(folder / "home", name="test.example").home
    (folder / "removed.csv").write_text(removed_csv())
    with opened(home) as app:
        with Ingestion(app) as door:
            door.accept([*harbour_events(), back(3), stranger()])
            door.catch_up()
        label(app, folder / "removed.csv")
    return home


@pytest.fixture
def harbour(nowhere: Terminal, known_harbour: Path) -> Terminal:
    """Give a terminal at an installation to which one removed hand has come back."""
    shutil.copytree(known_harbour, nowhere.home)
    return nowhere


def test_a_return_is_listed_with_what_it_continues_and_why(harbour: Terminal) -> None:
    done = harbour.run("operators", "--json")
    [named] = [link for link in done.part("links") if link["named"]]

    assert done.code == 0
    assert (named["account"], named["earlier"]) == ("back 3", "guard 3")
    assert {"account", "earlier", "chance", "bits", "named", "reasons"} <= set(named)
    assert [one["accounts"] for one in done.part("operators")] == [["back 3", "guard 3"]]
    assert [case["about"] for case in harbour.run("cases", "--json").listed] == ["back 3"]


def test_in_words_it_shows_reasons_and_what_to_type_next(harbour: Terminal) -> None:
    done = harbour.run("operators")

    assert "back 3" in done.out
    assert "the same device" in done.out
    assert "device-3" not in done.out
    assert "cautery cases" in done.err


def test_two_accounts_are_explained_channel_by_channel(harbour: Terminal) -> None:
    done = harbour.run("operators", "explain", "back 3", "guard 3", "--json")

    assert (done.code, done.said["named"]) == (0, True)
    assert {"named_from_bits", "own_bits_needed", "reasons"} <= set(done.said)
    assert "is linked to" in harbour.run("operators", "explain", "back 3", "guard 3").err


def test_a_split_is_remembered_by_the_list(harbour: Terminal) -> None:
    done = harbour.run("operators", "split", "back 3", "guard 3", "--reason", "sisters", "--json")
    after = harbour.run("operators", "--json")

    assert done.said == {"account": "back 3", "other": "guard 3", "reason": "sisters"}
    assert ("back 3", "guard 3") not in {(link["account"], link["earlier"]) for link in after.part("links")}
    assert after.part("operators") == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("explain", "nobody", "guard 3"), 3),
        (("explain", "somebody 1", "somebody 2"), 2),
        (("split", "nobody", "guard 3", "--reason", "sisters"), 3),
        (("split", "back 3", "guard 3"), 2),
        (("split", "back 3", "guard 3", "--reason", " "), 2),
        (("--false-alarms", "0"), 2),
    ],
)
def test_what_is_refused_has_its_exit_code(words: tuple[str, ...], code: int, harbour: Terminal) -> None:
    done = harbour.run("operators", *words)

    assert (done.code, done.out) == (code, "")


def test_a_second_split_of_the_same_pair_is_a_conflict(harbour: Terminal) -> None:
    harbour.run("operators", "split", "back 3", "guard 3", "--reason", "sisters")

    assert harbour.run("operators", "split", "guard 3", "back 3", "--reason", "sisters").code == 5


def test_without_events_there_is_nobody(empty: Terminal) -> None:
    assert empty.run("operators").code == 3
