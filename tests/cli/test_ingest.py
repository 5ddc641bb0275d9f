"""`cautery ingest`: files in, counted, and what was rejected told."""

import gzip
from pathlib import Path

from cautery.kit.canonical import canonical_json
from tests.cli.terminal import Terminal
from tests.world import neighbourhood, notice

ALL = len(neighbourhood().events)


def test_it_counts_what_came_in(empty: Terminal, files: Path) -> None:
    done = empty.run("ingest", files / "events.ndjson", "--json")

    assert done.code == 0
    counted = {name: done.said[name] for name in ("read", "accepted", "duplicate", "rejected", "rejects")}
    assert counted == {"read": ALL, "accepted": ALL, "duplicate": 0, "rejected": 0, "rejects": []}
    assert "cautery label" in done.err


def test_in_words_it_counts_the_same(empty: Terminal, files: Path) -> None:
    assert empty.run("ingest", files / "events.ndjson").out == f"{ALL} events ingested, 0 duplicates, 0 rejected.\n"


def test_a_second_time_everything_is_known_and_that_is_no_error(town: Terminal, files: Path) -> None:
    done = town.run("ingest", files / "events.ndjson", "--json")

    assert (done.code, done.said["accepted"], done.said["duplicate"]) == (0, 0, ALL)


def test_several_files_and_folders_come_in_at_once(empty: Terminal, tmp_path: Path, files: Path) -> None:
    lines = (files / "events.ndjson").read_bytes().splitlines(keepends=True)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.ndjson.gz").write_bytes(gzip.compress(b"".join(lines[:50])))
    (folder / "b.ndjson").write_bytes(b"".join(lines[50:100]))
    (tmp_path / "c.ndjson").write_bytes(b"".join(lines[100:]))
    done = empty.run("ingest", folder, tmp_path / "c.ndjson", "--json")

    assert (done.code, done.said["accepted"]) == (0, ALL)


def test_bad_lines_are_kept_with_their_reasons_and_stop_nothing(empty: Terminal, tmp_path: Path, files: Path) -> None:
    mixed = tmp_path / "mixed.ndjson"
    mixed.write_bytes((files / "events.ndjson").read_bytes() + b'{"type":"post.created"}\nnonsense\n')
    done = empty.run("ingest", mixed, "--json")
    [rejects] = map(str, done.part("rejects"))

    assert (done.code, done.said["accepted"], done.said["rejected"]) == (0, ALL, 2)
    assert Path(rejects).is_relative_to(empty.home)
    assert f'"line":{ALL + 1}' in Path(rejects).read_text().replace(" ", "")
    assert rejects in done.err


def test_a_file_without_any_event_is_invalid_and_still_counted(empty: Terminal, tmp_path: Path) -> None:
    bad = tmp_path / "bad.ndjson"
    bad.write_text('{"type":"post.created"}\n' * 3)
    done = empty.run("ingest", bad, "--json", "--format", "canonical")

    assert done.code == 2
    assert (done.said["read"], done.said["accepted"], done.said["rejected"]) == (3, 0, 3)
    assert "No line is a valid event" in done.err


def test_a_file_that_is_not_there_is_missing(empty: Terminal, tmp_path: Path) -> None:
    assert empty.run("ingest", tmp_path / "nowhere.ndjson").code == 3


def test_a_format_that_nobody_knows_is_invalid(empty: Terminal, files: Path) -> None:
    done = empty.run("ingest", files / "events.ndjson", "--format", "telex")

    assert done.code == 2
    assert "known are: canonical" in done.err


def test_notices_open_their_cases_at_once(empty: Terminal, tmp_path: Path) -> None:
    """An authority gives one hour: nobody should have to ask for suspects first."""
    (tmp_path / "notices.ndjson").write_bytes(canonical_json(notice("elder", kind="authority")) + b"\n")
    empty.run("ingest", tmp_path / "notices.ndjson")
    [case] = empty.run("cases", "--json").listed

    assert (case["about"], case["origin"], case["chance"]) == ("elder", "notice", None)
