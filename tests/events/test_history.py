"""The journal gives back what was accepted, and which events were seen."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cautery.engine.seen import SeenDigests, digest_of
from cautery.errors import Permanent
from cautery.events.history import events_in, events_naming, remember
from cautery.kit.canonical import canonical_json
from cautery.model.account import AccountId, Platform
from cautery.model.event import FollowCreated
from cautery.store.journal import START, Journal, JournalFrame, JournalPlace

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


def a_frame(lines: bytes) -> JournalFrame:
    return JournalFrame(lines=lines, count=1, before=START, after=JournalPlace(segment=1, byte=30))


def test_the_seen_are_remembered_from_the_journal(tmp_path: Path) -> None:
    journal, seen = a_journal(tmp_path, batches=10), SeenDigests(tmp_path / "seen")
    remember(journal, seen)

    assert len(seen) == 30
    assert seen.are_new([digest_of("harbour", "e7"), digest_of("harbour", "e30")]) == [False, True]


def test_only_what_stands_behind_a_place_is_remembered(tmp_path: Path) -> None:
    journal, seen = a_journal(tmp_path, batches=4), SeenDigests(tmp_path / "seen")
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


def test_only_events_that_name_an_account_are_read_back(tmp_path: Path) -> None:
    [frame] = a_journal(tmp_path, batches=1).read()

    assert [event.account for event in events_naming(frame, {"a1", "a7"})] == ["a1"]
    assert events_naming(frame, {"a"}) == []
    assert events_naming(frame, {"b"}) == events_in(frame)
