"""Each source has a state, and the times of which it had nothing are noted once."""

from dataclasses import replace
from datetime import timedelta

from cautery.model.intake import Gap, SourceState
from cautery.store import sources
from cautery.store.database import Database
from tests.store.conftest import NOON

HOUR = timedelta(hours=1)
GAP = Gap(since=NOON, until=NOON + HOUR, reason="the stream began later than we stopped")


def test_a_state_comes_back_and_a_newer_one_takes_its_place(either: Database) -> None:
    state = SourceState(source="plaza", item_at=NOON, problem="room 'a' answers 404", unknown={"mail": 3})
    with either.writing() as connection:
        sources.put(connection, state)
        sources.put(connection, replace(state, items=7))
        sources.put(connection, SourceState(source="harbour"))

    with either.reading() as connection:
        assert sources.state_of(connection, "plaza") == replace(state, items=7)
        assert sources.state_of(connection, "elsewhere") == SourceState(source="elsewhere")
        assert [one.source for one in sources.every(connection)] == ["harbour", "plaza"]


def test_a_gap_that_is_told_again_is_one_gap(either: Database) -> None:
    with either.writing() as connection:
        assert sources.add_gaps(connection, "plaza", [GAP], at=NOON) == 1
        assert sources.add_gaps(connection, "plaza", [replace(GAP, since=NOON + timedelta(seconds=0.5))], at=NOON) == 0
        assert sources.add_gaps(connection, "plaza", [replace(GAP, since=NOON + HOUR)], at=NOON) == 1
        assert sources.add_gaps(connection, "plaza", [replace(GAP, since=None)], at=NOON) == 1
        assert sources.add_gaps(connection, "harbour", [GAP], at=NOON) == 1

    with either.reading() as connection:
        assert sources.gaps_of(connection, source="harbour") == (("harbour", GAP),)
        assert len(sources.gaps_of(connection)) == 4


def test_the_longest_pause_between_items_is_remembered() -> None:
    state = SourceState(source="plaza")
    for hours, items in ((0, 1), (2, 3), (3, 1)):
        state = sources.with_items(state, at=NOON + hours * HOUR, items=items, reached=NOON)

    assert (state.items, state.item_at, state.longest_silence_s) == (5, NOON + 3 * HOUR, 7200.0)
    assert state.reached == NOON
    earlier = sources.with_items(state, at=NOON + 4 * HOUR, items=1, reached=NOON - HOUR)
    assert earlier.reached == NOON
