"""History in Parquet: each event once, whatever crashed and however the parts were merged."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.engine.lake import MOST_PARTS, Lake
from cautery.engine.tables import TABLES
from cautery.errors import Missing
from cautery.model.account import AccountId, Platform
from cautery.model.event import FollowCreated

MIDNIGHT = datetime(2020, 1, 1, tzinfo=UTC)


def a_follow(number: int, days: int = 0) -> FollowCreated:
    at = MIDNIGHT + timedelta(days=days, minutes=number)
    who, whom = AccountId(f"a{number}"), AccountId("b")
    return FollowCreated(id=f"e{number}", at=at, platform=Platform("harbour"), account=who, target=whom)


def ids_in(lake: Lake) -> list[str]:
    ids: list[str] = lake.scan("follows").select("id").sort("id").collect()["id"].to_list()
    return ids


def parts_in(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.parquet"))


def filled(folder: Path, batches: int, days: int = 1) -> Lake:
    """Add events one batch after another, spread over days."""
    lake = Lake(folder)
    for number in range(batches):
        lake.add([a_follow(number, days=number % days)], since=(1, number), until=(1, number + 1))
    return lake


def test_what_was_added_is_there_with_the_tables_columns(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    lake.add([a_follow(1), a_follow(2, days=3)], since=(0, 0), until=(1, 1))
    rows = lake.scan("follows").collect()

    assert rows.schema == TABLES["follows"]
    assert ids_in(lake) == ["e1", "e2"]


@pytest.mark.parametrize("table", TABLES)
def test_history_without_events_is_empty_with_the_tables_columns(table: str, tmp_path: Path) -> None:
    rows = Lake(tmp_path / "nowhere").scan(table).collect()

    assert (rows.height, rows.schema) == (0, TABLES[table])


def test_a_table_that_there_is_not_is_missing_and_the_known_ones_are_said(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="no table 'likes'; it has: posts, profiles"):
        Lake(tmp_path).scan("likes")


def test_events_lie_by_the_day_in_utc(tmp_path: Path) -> None:
    Lake(tmp_path).add([a_follow(-1), a_follow(0), a_follow(1)], since=(0, 0), until=(1, 1))

    assert [part.parent.name for part in parts_in(tmp_path)] == ["day=2019-12-31", "day=2020-01-01"]


def test_it_knows_how_far_it_reaches_and_what_was_latest_also_when_opened_again(tmp_path: Path) -> None:
    """Events may come late: the latest is not the last."""
    assert (Lake(tmp_path).reached(), Lake(tmp_path).latest()) == ((0, 0), None)
    lake = Lake(tmp_path)
    lake.add([a_follow(50)], since=(0, 0), until=(1, 1))
    lake.add([a_follow(3)], since=(1, 1), until=(1, 2))

    assert (Lake(tmp_path).reached(), Lake(tmp_path).latest()) == ((1, 2), MIDNIGHT + timedelta(minutes=50))


def test_the_same_batches_added_twice_are_there_once(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    for _ in range(2):
        lake.add([a_follow(1), a_follow(2)], since=(0, 0), until=(1, 1))

    assert ids_in(lake) == ["e1", "e2"]


@given(st.integers(1, 3 * MOST_PARTS), st.integers(1, 4))
@settings(max_examples=8)
def test_merging_keeps_parts_few_and_every_event_once(
    tmp_path_factory: pytest.TempPathFactory, batches: int, days: int
) -> None:
    folder = tmp_path_factory.mktemp("lake")
    lake = filled(folder, batches, days)

    assert ids_in(lake) == sorted(f"e{number}" for number in range(batches))
    assert all(len(list(day.iterdir())) <= MOST_PARTS for day in folder.glob("*/day=*"))
    lake.tidy()
    assert ids_in(lake) == sorted(f"e{number}" for number in range(batches))


def test_a_day_is_sorted_by_time_when_it_has_been_merged(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    for number in range(MOST_PARTS + 1):
        lake.add([a_follow(500 - number)], since=(1, number), until=(1, number + 1))

    assert len(parts_in(tmp_path)) == 1
    assert lake.scan("follows").collect()["at"].is_sorted()


def test_parts_that_a_crash_left_beyond_what_was_reached_are_dropped(tmp_path: Path) -> None:
    lake = filled(tmp_path, batches=2)
    reached = (tmp_path / "reached.json").read_bytes()
    lake.add([a_follow(7)], since=(1, 2), until=(1, 3))
    (tmp_path / "reached.json").write_bytes(reached)
    lake.tidy()

    assert ids_in(lake) == ["e0", "e1"]


def test_a_merge_that_a_crash_cut_off_doubles_nothing(tmp_path: Path) -> None:
    """The merged part was written, the old ones were not yet dropped."""
    lake = filled(tmp_path, batches=MOST_PARTS)
    old = {part: part.read_bytes() for part in parts_in(tmp_path)}
    lake.add([a_follow(MOST_PARTS)], since=(1, MOST_PARTS), until=(1, MOST_PARTS + 1))
    assert len(parts_in(tmp_path)) == 1
    for part, data in old.items():
        part.write_bytes(data)
    lake.tidy()

    assert ids_in(lake) == sorted(f"e{number}" for number in range(MOST_PARTS + 1))


def test_a_part_half_written_is_not_read(tmp_path: Path) -> None:
    lake = filled(tmp_path, batches=1)
    (parts_in(tmp_path)[0].parent / "00000001-00000001_00000001-00000002.new").write_bytes(b"PAR1half")
    lake.tidy()

    assert ids_in(lake) == ["e0"]


def test_a_stranger_among_the_parts_is_told_with_what_to_do(tmp_path: Path) -> None:
    lake = filled(tmp_path, batches=1)
    (parts_in(tmp_path)[0].parent / "mine.parquet").write_bytes(b"")
    with pytest.raises(Missing, match=r"mine\.parquet' is no part of history; delete the engine folder"):
        lake.tidy()


def test_a_day_is_read_by_itself(tmp_path: Path) -> None:
    lake = filled(tmp_path, batches=4, days=2)

    assert lake.scan("follows", day="2020-01-02").select("id").collect()["id"].to_list() == ["e1", "e3"]
    assert lake.scan("follows", day="2020-01-09").collect().height == 0


def test_a_days_stamp_changes_when_something_is_added_to_it_and_only_then(tmp_path: Path) -> None:
    lake = filled(tmp_path, batches=2, days=2)
    before = lake.days(["follows", "posts"])
    lake.add([a_follow(2, days=1)], since=(1, 2), until=(1, 3))
    after = lake.days(["follows", "posts"])

    assert list(before) == ["2020-01-01", "2020-01-02"]
    assert before["2020-01-01"] == after["2020-01-01"]
    assert before["2020-01-02"] != after["2020-01-02"]


def test_what_one_account_did_stands_together_in_a_part_before_and_after_merging(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    for number in range(MOST_PARTS + 1):
        said = [
            (minute, AccountId("late" if minute % 2 else "early")) for minute in (number, number + 100, number + 201)
        ]
        events = [
            FollowCreated(
                id=f"e{number} {minute}",
                at=MIDNIGHT + timedelta(minutes=minute),
                platform=Platform("harbour"),
                account=who,
                target=AccountId("b"),
            )
            for minute, who in said
        ]
        lake.add(events, since=(1, number), until=(1, number + 1))
        for part in parts_in(tmp_path):
            accounts = pl.read_parquet(part)["account"].to_list()
            assert accounts == sorted(accounts)
            assert len(set(accounts)) == 2
    assert len(parts_in(tmp_path)) == 1
