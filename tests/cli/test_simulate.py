"""`cautery simulate`: a platform's life as files that the other commands read."""

from pathlib import Path

from tests.cli.terminal import Terminal

SMALL = ("--people", "60", "--operators", "3", "--days", "5", "--seed", "1")


def test_it_says_where_the_files_are(nowhere: Terminal, tmp_path: Path) -> None:
    done = nowhere.run("simulate", "--out", tmp_path / "life", *SMALL, "--truth", "--json")

    assert done.code == 0
    assert done.said["events"] == str(tmp_path / "life" / "events.ndjson")
    assert Path(str(done.said["truth"])).exists()
    assert str(done.said["labels"]) in done.err


def test_the_truth_is_for_those_who_ask(nowhere: Terminal, tmp_path: Path) -> None:
    done = nowhere.run("simulate", "--out", tmp_path / "life", *SMALL, "--json")

    assert done.said["truth"] is None
    assert not (tmp_path / "life" / "truth.csv").exists()


def test_the_same_seed_writes_the_same_events(nowhere: Terminal, tmp_path: Path) -> None:
    for name in ("one", "two"):
        nowhere.run("simulate", "--out", tmp_path / name, *SMALL)

    assert (tmp_path / "one" / "events.ndjson").read_bytes() == (tmp_path / "two" / "events.ndjson").read_bytes()


def test_what_it_writes_comes_in_whole(empty: Terminal, tmp_path: Path) -> None:
    life = empty.run("simulate", "--out", tmp_path / "life", *SMALL, "--json").said
    heard = empty.run("ingest", str(life["events"]), "--json").said
    labels = empty.run("label", str(life["labels"]), "--json").said

    assert (heard["rejected"], heard["duplicate"]) == (0, 0)
    assert (labels["rejected"], labels["unknown"]) == (0, 0)


def test_a_place_that_cannot_be_written_and_too_few_people_are_invalid(nowhere: Terminal, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a diary")

    assert nowhere.run("simulate", "--out", tmp_path / "file").code == 2
    assert nowhere.run("simulate", "--out", tmp_path / "life", "--people", "3").code == 2
