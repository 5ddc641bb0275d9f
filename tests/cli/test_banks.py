"""`cautery banks`: known values, in and out."""

from pathlib import Path

import pytest

from tests.cli.terminal import Terminal


def add(terminal: Terminal, value: str, *words: str) -> None:
    assert terminal.run("banks", "add", "term", value, *words).code == 0


def listed(terminal: Terminal, *words: str) -> list[object]:
    return [entry["value"] for entry in terminal.run("banks", "list", *words, "--json").listed]


def test_a_value_is_banked_with_all_that_was_said(empty: Terminal) -> None:
    done = empty.run(
        *("banks", "add", "term", "Lantern", "--bank", "partner", "--why", "their sign"),
        *("--policy", "promotes", "--expires", "2999-01-01", "--json"),
    )

    assert done.code == 0
    assert (done.said["bank"], done.said["type"], done.said["value"]) == ("partner", "term", "lantern")
    assert (done.said["why"], done.said["policy"], done.said["expires_at"]) == (
        "their sign",
        "promotes",
        "2999-01-01T00:00:00Z",
    )


def test_banks_are_listed_together_or_one_by_one(empty: Terminal) -> None:
    add(empty, "lantern")
    add(empty, "ember", "--bank", "partner")

    assert listed(empty) == ["lantern", "ember"]
    assert listed(empty, "--bank", "partner") == ["ember"]
    assert "lantern" in empty.run("banks", "list").out


def test_a_bank_goes_out_and_comes_in_again(empty: Terminal, tmp_path: Path) -> None:
    add(empty, "lantern")
    out = empty.run("banks", "export", tmp_path / "bank.csv", "--json")
    back = empty.run("banks", "import", tmp_path / "bank.csv", "--bank", "copy", "--json")

    assert out.said == {"file": str(tmp_path / "bank.csv"), "written": 1}
    assert (back.said["accepted"], back.said["rejected"]) == (1, 0)
    assert listed(empty, "--bank", "copy") == ["lantern"]


def test_bad_rows_are_told_on_stderr_and_are_no_failure(empty: Terminal, tmp_path: Path) -> None:
    (tmp_path / "bank.csv").write_text("type,value\nterm,lantern\nsmell,smoke\n")
    done = empty.run("banks", "import", tmp_path / "bank.csv", "--json")

    assert (done.code, done.said["accepted"], done.said["rejected"]) == (0, 1, 1)
    assert "line 3" in done.err


def test_a_file_without_any_value_is_invalid_and_still_counted(empty: Terminal, tmp_path: Path) -> None:
    (tmp_path / "bank.csv").write_text("type,value\nsmell,smoke\n")
    done = empty.run("banks", "import", tmp_path / "bank.csv", "--json")

    assert (done.code, done.said["accepted"]) == (2, 0)


def test_one_value_or_a_whole_bank_is_ended(empty: Terminal) -> None:
    for value in ("lantern", "wick", "ember"):
        add(empty, value)
    one = empty.run("banks", "expire", "--type", "term", "--value", "wick", "--json")
    left = listed(empty)
    rest = empty.run("banks", "expire", "--json")

    assert (one.said, left, rest.said, listed(empty)) == ({"expired": 1}, ["ember", "lantern"], {"expired": 2}, [])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", "smell", "smoke"), 3),
        (("add", "term", " "), 2),
        (("add", "term", "lantern", "--opinion", "unsure"), 2),
        (("add", "term", "lantern", "--expires", "soon"), 2),
        (("expire", "--type", "term"), 2),
        (("expire", "--type", "term", "--value", "wick"), 3),
        (("import", "nowhere.csv"), 3),
        (("export", "bank.csv"), 3),
    ],
)
def test_what_is_wrong_or_missing_says_so(empty: Terminal, words: tuple[str, ...], code: int) -> None:
    done = empty.run("banks", *words, "--json")

    assert (done.code, done.out) == (code, "")
    assert done.err.strip()


def test_a_file_that_cannot_be_written_is_told(empty: Terminal, tmp_path: Path) -> None:
    add(empty, "lantern")

    assert empty.run("banks", "export", tmp_path / "nowhere" / "bank.csv").code == 2
