"""One state of history: the parts that the manifest named, and nothing that stands beside them."""

from pathlib import Path

import pytest

from cautery.engine.lake import Lake
from cautery.engine.parts import merge, write_parts
from cautery.engine.tables import TABLES
from cautery.errors import Missing
from cautery.store.parts import HistoryState
from tests.engine.lakes import MIDNIGHT, a_follow, filled, ids_in, place


def test_what_was_added_is_there_with_the_tables_columns(tmp_path: Path) -> None:
    parts = write_parts(tmp_path, [a_follow(1), a_follow(2, days=3)], since=place(0), until=place(1))

    assert Lake(tmp_path, parts).scan("follows").collect().schema == TABLES["follows"]
    assert ids_in(tmp_path, parts) == ["e1", "e2"]


@pytest.mark.parametrize("table", TABLES)
def test_history_without_events_is_empty_with_the_tables_columns(table: str, tmp_path: Path) -> None:
    rows = Lake(tmp_path / "nowhere", []).scan(table).collect()

    assert (rows.height, rows.schema) == (0, TABLES[table])


def test_a_table_that_there_is_not_is_missing_and_the_known_ones_are_said(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="no table 'likes'; it has: posts, profiles"):
        Lake(tmp_path, []).scan("likes")


def test_what_the_manifest_does_not_name_is_not_read(tmp_path: Path) -> None:
    parts = filled(tmp_path, batches=3)

    assert ids_in(tmp_path, parts[:2]) == ["e0", "e1"]


def test_a_day_is_read_by_itself(tmp_path: Path) -> None:
    lake = Lake(tmp_path, filled(tmp_path, batches=4, days=2))

    assert lake.scan("follows", day="2020-01-02").select("id").collect()["id"].to_list() == ["e1", "e3"]
    assert lake.scan("follows", day="2020-01-09").collect().height == 0


def test_it_tells_when_the_latest_event_was(tmp_path: Path) -> None:
    assert Lake(tmp_path, []).latest() is None
    assert Lake(tmp_path, [], state=HistoryState(latest=MIDNIGHT)).latest() == MIDNIGHT


def test_a_days_stamp_changes_when_something_is_added_to_it_and_only_then(tmp_path: Path) -> None:
    parts = filled(tmp_path, batches=2, days=2)
    more = write_parts(tmp_path, [a_follow(2, days=1)], since=place(2), until=place(3))
    before, after = (Lake(tmp_path, some).days(["follows", "posts"]) for some in (parts, [*parts, *more]))

    assert list(before) == ["2020-01-01", "2020-01-02"]
    assert before["2020-01-01"] == after["2020-01-01"]
    assert before["2020-01-02"] != after["2020-01-02"]


def test_merging_the_parts_of_a_day_leaves_its_stamp(tmp_path: Path) -> None:
    """What was computed from a day is not computed again because its files are others."""
    parts = filled(tmp_path, batches=4)
    merged = merge(tmp_path, parts)

    assert Lake(tmp_path, parts).days(["follows"]) == Lake(tmp_path, [merged]).days(["follows"])
