"""History and memory are computed from the journal, and computing them again changes nothing."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from cautery.engine.lake import Lake
from cautery.engine.seen import Seen, digest_of
from cautery.errors import Permanent
from cautery.events import history
from cautery.events.history import catch_up, events_in, remember
from cautery.kit.canonical import canonical_json
from cautery.model.account import AccountId, Platform
from cautery.model.event import FollowCreated
from cautery.store.journal import START, Frame, Journal, Mark

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)


def a_follow(number: int) -> FollowCreated:
    at = NOON + timedelta(hours=number)
    who, whom = AccountId(f"a{number}"), AccountId("b")
    return FollowCreated(id=f"e{number}", at=at, platform=Platform("harbour"), account=who, target=whom)


def a_journal(folder: Path, batches: int, events: int = 3) -> Journal:
    """Write batches of follows, numbered through."""
    journal = Journal(folder / "journal", segment_bytes=400)
    for batch in range(batches):
        lines = [canonical_json(a_follow(batch * events + number)) for number in range(events)]
        journal.append(b"\n".join(lines) + b"\n", events)
    return journal


def ids_in(lake: Lake) -> list[str]:
    ids: list[str] = lake.scan("follows").sort("at").select("id").collect()["id"].to_list()
    return ids


def a_frame(lines: bytes) -> Frame:
    return Frame(lines=lines, count=1, before=START, after=Mark(segment=1, byte=30))


def test_everything_in_the_journal_comes_into_history_once(tmp_path: Path) -> None:
    journal, lake = a_journal(tmp_path, batches=10), Lake(tmp_path / "lake")

    assert catch_up(journal, lake) == 30
    assert ids_in(lake) == [f"e{number}" for number in range(30)]
    assert catch_up(journal, lake) == 0
    assert len(ids_in(lake)) == 30


def test_what_came_since_is_added_and_only_that(tmp_path: Path) -> None:
    journal, lake = a_journal(tmp_path, batches=2), Lake(tmp_path / "lake")
    catch_up(journal, lake)
    journal.append(canonical_json(a_follow(99)) + b"\n", 1)

    assert catch_up(journal, lake) == 1
    assert ids_in(lake)[-1] == "e99"


@pytest.mark.parametrize("most", [1, 4, 29, 30, 31])
def test_steps_of_any_size_give_the_same_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(history, "MOST_EVENTS", most)
    journal, lake = a_journal(tmp_path, batches=10), Lake(tmp_path / "lake")

    assert catch_up(journal, lake) == 30
    assert ids_in(lake) == [f"e{number}" for number in range(30)]


def test_what_a_crash_left_half_computed_is_computed_again(tmp_path: Path) -> None:
    """The parts were written and the place reached was not."""
    journal, lake = a_journal(tmp_path, batches=10), Lake(tmp_path / "lake")
    catch_up(journal, lake)
    (tmp_path / "lake" / "reached.json").unlink()

    assert catch_up(journal, lake) == 30
    assert len(ids_in(lake)) == 30


def test_history_from_nothing_is_the_history_that_grew(tmp_path: Path) -> None:
    """Running yesterday's events again gives yesterday's answer."""
    grown, anew = Lake(tmp_path / "grown"), Lake(tmp_path / "anew")
    journal = a_journal(tmp_path, batches=5)
    catch_up(journal, grown)
    for number in range(100, 130):
        journal.append(canonical_json(a_follow(number)) + b"\n", 1)
        catch_up(journal, grown)
    catch_up(journal, anew)

    one, other = (lake.scan("follows").sort("at", "id").collect() for lake in (grown, anew))
    assert one.equals(other)
    assert isinstance(one, pl.DataFrame)
    assert (grown.reached(), grown.latest()) == (anew.reached(), anew.latest())


def test_the_seen_are_remembered_from_the_journal(tmp_path: Path) -> None:
    journal, seen = a_journal(tmp_path, batches=10), Seen(tmp_path / "seen")
    remember(journal, seen)

    assert len(seen) == 30
    assert seen.are_new([digest_of("harbour", "e7"), digest_of("harbour", "e30")]) == [False, True]


def test_only_what_stands_behind_a_place_is_remembered(tmp_path: Path) -> None:
    journal, seen = a_journal(tmp_path, batches=4), Seen(tmp_path / "seen")
    second = list(journal.read())[1].after
    remember(journal, seen, since=second)

    assert seen.are_new([digest_of("harbour", f"e{number}") for number in (5, 6)]) == [True, False]


@pytest.mark.parametrize("space", [b"\r", b"\t", b" \r "])
def test_a_line_with_any_space_between_its_fields_is_one_event(space: bytes) -> None:
    """A carriage return is space in JSON, and no end of a line of ours."""
    line = canonical_json(a_follow(1)).replace(b',"', b"," + space + b'"')

    assert events_in(a_frame(line + b"\n" + line + b"\n")) == [a_follow(1), a_follow(1)]


def test_a_kept_line_that_is_no_event_any_more_is_an_error_that_names_its_batch() -> None:
    with pytest.raises(Permanent, match="no event any more"):
        events_in(a_frame(b'{"type":"post.unknown"}\n'))
