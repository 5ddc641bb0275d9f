"""A platform's life as files: the same seed writes the same bytes, and nobody is told the truth who did not ask."""

import csv
from pathlib import Path

import pytest

from cautery.cases.labels import BadLabel, read_labels
from cautery.errors import Invalid
from cautery.events import formats
from cautery.events.format import EventFormat, FileLine
from cautery.kit.shelf import take
from cautery.model.event import AccountClosed, AnyEvent
from cautery.simulator.world import WorldSize
from cautery.trials.simulation import simulate

SMALL = WorldSize(people=60, operators=3, days=5)


def written(out: Path, *, seed: int = 1, with_truth: bool = False) -> dict[str, bytes]:
    simulate(out, SMALL, seed=seed, with_truth=with_truth)
    return {path.name: path.read_bytes() for path in out.iterdir()}


def rows(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(raw.decode().splitlines()))


def events(raw: bytes) -> list[AnyEvent]:
    canonical = take(formats, "canonical", EventFormat)()  # type: ignore[type-abstract]
    lines = [FileLine(number=number, raw=line) for number, line in enumerate(raw.splitlines(), start=1)]
    accepted, rejects = canonical.parse_many(lines)
    assert rejects == []
    return list(accepted.events)


def test_the_same_seed_writes_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    lives = [written(tmp_path / str(number), seed=seed, with_truth=True) for number, seed in enumerate((1, 1, 2))]

    assert lives[0] == lives[1]
    assert lives[0]["events.ndjson"] != lives[2]["events.ndjson"]


def test_the_truth_is_written_only_when_asked_for(tmp_path: Path) -> None:
    assert set(written(tmp_path / "without")) == {"events.ndjson", "labels.csv"}
    assert set(written(tmp_path / "with", with_truth=True)) == {"events.ndjson", "labels.csv", "truth.csv"}


def test_asking_for_the_truth_changes_nothing_else(tmp_path: Path) -> None:
    without, with_truth = written(tmp_path / "without"), written(tmp_path / "with", with_truth=True)

    assert {name: with_truth[name] for name in without} == without


def test_what_is_said_about_the_files_is_where_they_are(tmp_path: Path) -> None:
    said = simulate(tmp_path / "deep" / "out", SMALL, seed=1, with_truth=True)

    assert Path(said.events).exists()
    assert Path(said.labels).exists()
    assert said.truth is not None
    assert Path(said.truth).exists()
    assert simulate(tmp_path / "out", SMALL, seed=1, with_truth=False).truth is None


def test_every_line_is_an_event_in_order_and_none_is_missing_or_twice(tmp_path: Path) -> None:
    told = events(written(tmp_path)["events.ndjson"])

    assert len(told) > 1000
    assert [event.at for event in told] == sorted(event.at for event in told)
    assert [int(event.id.lstrip("s")) for event in sorted(told, key=lambda one: one.id)] == list(
        range(1, len(told) + 1)
    )


def test_labels_are_those_whom_the_platform_closed_and_all_of_the_network(tmp_path: Path) -> None:
    files = written(tmp_path, with_truth=True)
    truth = {row["account"]: row for row in rows(files["truth.csv"])}
    labelled = [row["account"] for row in rows(files["labels.csv"])]

    assert labelled
    assert sorted(labelled) == sorted(
        event.account for event in events(files["events.ndjson"]) if isinstance(event, AccountClosed)
    )
    assert sorted(labelled) == sorted(account for account, row in truth.items() if row["closed"] == "True")
    assert {truth[account]["label"] for account in labelled} == {"violating"}


def test_labels_are_what_cautery_reads(tmp_path: Path) -> None:
    written(tmp_path)
    read = list(read_labels(tmp_path / "labels.csv", by="local:ada"))

    assert read
    assert [
        row
        for row in read
        if isinstance(row, BadLabel) or row.decision.at is None or row.decision.source != "the platform"
    ] == []


def test_every_day_is_told_to_whoever_waits(tmp_path: Path) -> None:
    days: list[None] = []
    simulate(tmp_path, SMALL, seed=1, with_truth=False, progress=lambda: days.append(None))

    assert len(days) == 5


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a diary")
    with pytest.raises(Invalid, match="out' cannot be written to: File exists"):
        simulate(tmp_path / "out", SMALL, seed=1, with_truth=False)
