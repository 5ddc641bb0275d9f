"""Parts hold each event once, by day, an account's together; what is not as the manifest says is seen."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.engine import parts as on_disk
from cautery.engine.parts import merge, problem_of, remove, strangers, write_part, write_parts
from cautery.engine.tiers import next_merge
from cautery.errors import Permanent
from tests.engine.lakes import a_follow, filled, ids_in, place


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.parquet"))


def test_events_lie_by_the_day_in_utc(tmp_path: Path) -> None:
    events = [a_follow(-1), a_follow(0), a_follow(1)]
    parts = write_parts(tmp_path, events, since=place(0), until=place(1))

    assert [(part.day, part.rows) for part in parts] == [("2019-12-31", 1), ("2020-01-01", 2)]
    assert [file.parent.name for file in files_in(tmp_path)] == ["day=2019-12-31", "day=2020-01-01"]


@given(st.integers(1, 60), st.integers(1, 3))
@settings(max_examples=8)
def test_merging_keeps_every_event_once(tmp_path_factory: pytest.TempPathFactory, batches: int, days: int) -> None:
    folder = tmp_path_factory.mktemp("lake")
    parts = filled(folder, batches, days)
    for day in sorted({part.day for part in parts}):
        while few := next_merge([part for part in parts if part.day == day]):
            parts = [part for part in parts if part not in few]
            parts = sorted([*parts, merge(folder, few)], key=lambda part: part.since)

    assert ids_in(folder, parts) == sorted(f"e{number}" for number in range(batches))
    assert len(parts) < 8 * days * 2


def test_what_one_account_did_stands_together_before_and_after_merging(tmp_path: Path) -> None:
    parts = []
    for number in range(3):
        events = [a_follow(10 * number + minute, account="late" if minute % 2 else "early") for minute in range(6)]
        parts += write_parts(tmp_path, events, since=place(number), until=place(number + 1))
    for part in [*parts, merge(tmp_path, parts)]:
        accounts = pl.read_parquet(tmp_path / part.name)["account"].to_list()
        assert accounts == sorted(accounts)
        assert len(set(accounts)) == 2


def test_a_merged_part_reaches_from_the_first_place_to_the_last(tmp_path: Path) -> None:
    merged = merge(tmp_path, filled(tmp_path, batches=3))

    assert (merged.since, merged.until, merged.rows) == (place(0), place(3), 3)


def test_a_part_that_is_gone_cut_or_changed_is_seen(tmp_path: Path) -> None:
    [gone, cut, changed, well] = filled(tmp_path, batches=4)
    (tmp_path / gone.name).unlink()
    (tmp_path / cut.name).write_bytes((tmp_path / cut.name).read_bytes()[:-1])
    data = (tmp_path / changed.name).read_bytes()
    (tmp_path / changed.name).write_bytes(data[:50] + bytes([data[50] ^ 1]) + data[51:])

    assert problem_of(tmp_path, gone, whole=False) == "it is gone"
    assert "bytes and not" in problem_of(tmp_path, cut, whole=False)
    assert (problem_of(tmp_path, changed, whole=False), problem_of(tmp_path, well, whole=True)) == ("", "")
    assert problem_of(tmp_path, changed, whole=True) == "its bytes have changed"


def test_a_damaged_part_is_never_merged_into_others(tmp_path: Path) -> None:
    parts = filled(tmp_path, batches=2)
    (tmp_path / parts[0].name).write_bytes(b"PAR1")
    with pytest.raises(Permanent, match="cautery rebuild history"):
        merge(tmp_path, parts)

    assert len(files_in(tmp_path)) == 2


def test_a_part_is_written_again_out_of_all_events_between_its_places(tmp_path: Path) -> None:
    events = [a_follow(1), a_follow(2, days=1), a_follow(3, days=1)]
    _, second = write_parts(tmp_path, events, since=place(0), until=place(1))
    again = write_part(tmp_path, events, instead_of=second)

    assert again is not None
    assert again.name != second.name
    assert (again.rows, again.checksum, again.since, again.until) == (2, second.checksum, second.since, second.until)
    assert write_part(tmp_path, events[:1], instead_of=second) is None


def test_files_that_nobody_named_are_found(tmp_path: Path) -> None:
    named, other = filled(tmp_path, batches=2)
    assert [path.name for path in strangers(tmp_path, {named.name}, older_than_s=-60)] == [Path(other.name).name]
    assert list(strangers(tmp_path, {named.name}, older_than_s=60)) == []


def test_removing_the_last_part_of_a_day_removes_its_folder(tmp_path: Path) -> None:
    first, second = filled(tmp_path, batches=2)
    remove(tmp_path, [first.name])
    assert (tmp_path / second.name).exists()
    remove(tmp_path, [second.name, second.name])

    assert list((tmp_path / "follows").iterdir()) == []


def test_a_part_is_on_disk_before_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(on_disk.os, "fdatasync", synced.append)
    filled(tmp_path, batches=2)

    assert len(synced) == 2
