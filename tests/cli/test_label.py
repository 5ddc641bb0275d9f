"""`cautery label`: decisions that were made elsewhere come in."""

from pathlib import Path

import pytest

from tests.cli.terminal import Terminal


def a_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "team.csv"
    path.write_text(text)
    return path


def test_it_counts_labels_and_those_of_accounts_not_seen_yet(town: Terminal, tmp_path: Path) -> None:
    done = town.run("label", a_file(tmp_path, "account,label\nelder,benign\nstranger,violating\n"), "--json")

    assert done.code == 0
    assert {name: done.said[name] for name in ("accepted", "unknown", "rejected")} == {
        "accepted": 2,
        "unknown": 1,
        "rejected": 0,
    }


def test_in_words_it_counts_the_same(town: Terminal, tmp_path: Path) -> None:
    done = town.run("label", a_file(tmp_path, "account,label\nelder,benign\nstranger,violating\n"))

    assert done.out == (
        "2 labels imported (1 for accounts not seen yet), 0 rejected: 2 new, 0 changed, 0 withdrawn, 0 unchanged.\n"
    )
    assert "cautery suspects" in done.err


def test_rejected_rows_are_told_on_stderr_and_are_no_failure(town: Terminal, tmp_path: Path) -> None:
    done = town.run("label", a_file(tmp_path, "account,label\nelder,benign\neve,guilty\n"), "--json")

    assert (done.code, done.said["accepted"], done.said["rejected"]) == (0, 1, 1)
    assert "line 3: 'guilty' is no label" in done.err


@pytest.mark.parametrize("text", ["account,label\neve,guilty\n", "account,label\n"])
def test_a_file_without_any_label_is_invalid_and_still_counted(town: Terminal, tmp_path: Path, text: str) -> None:
    done = town.run("label", a_file(tmp_path, text), "--json")

    assert (done.code, done.said["accepted"]) == (2, 0)
    assert "needs the columns 'account' and 'label'" in done.err


def test_a_file_without_the_columns_is_invalid(town: Terminal, tmp_path: Path) -> None:
    done = town.run("label", a_file(tmp_path, "name,verdict\neve,bad\n"), "--json")

    assert (done.code, done.out) == (2, "")
    assert "no column 'account'" in done.err


def test_a_file_that_is_not_there_is_missing(town: Terminal, tmp_path: Path) -> None:
    assert town.run("label", tmp_path / "nowhere.csv").code == 3


def test_labels_may_come_before_the_events(empty: Terminal, files: Path) -> None:
    before = empty.run("label", files / "labels.csv", "--json")
    empty.run("ingest", files / "events.ndjson")
    suspects = empty.run("suspects", "--json").listed

    assert before.said["unknown"] == before.said["accepted"] == 12
    assert suspects[0]["account"] == "returned"
