"""`cautery fit`: learns from decisions, and says how well."""

from pathlib import Path

import pytest

from tests.cli.terminal import Terminal


def test_it_says_what_was_learnt_and_how_well(town: Terminal) -> None:
    done = town.run("fit", "--json")
    [left_out] = done.part("left_out")

    assert done.code == 0
    assert {"channels", "calibration", "left_out"} <= set(done.said)
    assert {
        "source",
        "roc_auc",
        "pr_auc",
        "recall_at_precision",
        "false_positives",
        "reason",
    } <= set(left_out)
    assert "cautery suspects" in done.err


def test_a_fold_without_anybody_harmless_has_no_figures_and_a_reason(town: Terminal) -> None:
    [left_out] = town.run("fit", "--json").part("left_out")

    assert (left_out["source"], left_out["roc_auc"]) == ("the harbour", None)
    assert left_out["reason"]


def test_in_words_it_shows_channels_and_sources(town: Terminal) -> None:
    done = town.run("fit")

    assert done.code == 0
    assert "near_texts" in done.out
    assert "the harbour" in done.out


def test_suspects_after_a_fit_are_weighed_by_it(town: Terminal) -> None:
    before = town.run("suspects", "--json").listed
    town.run("fit")
    after = town.run("suspects", "--json").listed

    assert [one["bits"] for one in before] != [one["bits"] for one in after]
    assert before[0]["account"] == after[0]["account"] == "returned"


def test_without_decisions_there_is_nothing_to_learn(empty: Terminal, files: Path) -> None:
    empty.run("ingest", files / "events.ndjson")
    done = empty.run("fit", "--json")

    assert (done.code, done.out) == (3, "")
    assert "nothing to learn from" in done.err


@pytest.mark.parametrize(("text", "code"), [("words\nsoup\n", 2), (None, 3)])
def test_a_bad_file_of_texts_is_told(town: Terminal, tmp_path: Path, text: str | None, code: int) -> None:
    texts = tmp_path / "texts.csv"
    if text is not None:
        texts.write_text(text)

    assert town.run("fit", "--texts", texts).code == code
