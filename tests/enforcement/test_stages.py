"""A takedown goes on only while what it did so far holds."""

from datetime import datetime, timedelta

import pytest

from cautery.enforcement.guards import Limits
from cautery.enforcement.stages import Way, way_on
from cautery.model.action import ActionState
from cautery.model.plan import Tally
from tests.world import NOON

Stand = tuple[int, ActionState, int]


def way(*stands: Stand, appeals: int = 0, at: datetime = NOON, minded: bool = False) -> Way:
    tallies = [Tally(stage=stage, state=state, actions=many) for stage, state, many in stands]
    return way_on(tallies, appeals=appeals, settled_at=NOON, minded=minded, at=at, limits=Limits())


def test_it_begins_with_the_first_stage_and_stays_there_until_it_is_verified() -> None:
    assert way((1, "meant", 10), (2, "meant", 90)).stage == 1
    assert way((1, "sent", 1), (1, "confirmed", 9), (2, "meant", 90)).stage == 1


def test_a_verified_stage_is_watched_before_the_next_begins() -> None:
    stands: tuple[Stand, ...] = ((1, "confirmed", 10), (2, "meant", 90))

    assert way(*stands, at=NOON + timedelta(minutes=14)) == Way(stage=None, until=NOON + timedelta(minutes=15))
    assert way(*stands, at=NOON + timedelta(minutes=15)).stage == 2


def test_a_stage_that_has_begun_is_not_watched_again() -> None:
    assert way((1, "confirmed", 10), (2, "sent", 1), (2, "meant", 89)).stage == 2


def test_a_later_stage_that_was_only_called_off_has_not_begun() -> None:
    stands: tuple[Stand, ...] = ((1, "confirmed", 10), (2, "called_off", 5), (2, "meant", 85))

    assert way(*stands, at=NOON + timedelta(minutes=14)).until == NOON + timedelta(minutes=15)


def test_a_stage_of_which_no_time_is_known_is_watched_from_now_on() -> None:
    tallies = [Tally(stage=1, state="confirmed", actions=10), Tally(stage=2, state="meant", actions=90)]
    told = way_on(tallies, appeals=0, settled_at=None, minded=False, at=NOON, limits=Limits())

    assert told == Way(stage=None, until=NOON + timedelta(minutes=15))


@pytest.mark.parametrize("state", ["confirmed", "parked", "called_off", "drifted", "recalled", "undone"])
def test_what_is_over_in_any_way_holds_up_no_later_stage(state: ActionState) -> None:
    assert way((1, state, 10), (2, "meant", 90), minded=True, at=NOON + timedelta(days=1)).stage == 2


def test_it_stops_where_too_little_took_effect() -> None:
    stopped = way((1, "confirmed", 9), (1, "parked", 1), (2, "meant", 90), at=NOON + timedelta(days=1))

    assert stopped.stage is None
    assert stopped.stop == "Of stage 1, 9 of 10 are in force; below 95% a person looks first."


def test_just_enough_in_force_goes_on_and_one_less_stops() -> None:
    """95 of 100 is what the limit asks for."""
    day = NOON + timedelta(days=1)

    assert way((1, "confirmed", 95), (1, "parked", 5), (2, "meant", 900), at=day) == Way(stage=2)
    assert way((1, "confirmed", 94), (1, "parked", 6), (2, "meant", 900), at=day).stop.startswith(
        "Of stage 1, 94 of 100"
    )
    assert way((1, "confirmed", 94), (1, "drifted", 6), (2, "meant", 900), at=day).stop.startswith("Of stage 1, 94 of")


def test_a_stage_of_which_most_is_gone_is_looked_at_first() -> None:
    """Somebody who is gone is no failure; where most are, they may have moved, or the ids be wrong."""
    assert way((1, "confirmed", 5), (1, "gone", 5), (2, "meant", 90), at=NOON + timedelta(days=1)) == Way(stage=2)
    assert way((1, "confirmed", 4), (1, "gone", 5)).stop.startswith("Of stage 1, 5 of 9 do not exist any more")


def test_what_was_called_off_or_taken_back_does_not_speak_against_it() -> None:
    assert way((1, "confirmed", 9), (1, "undone", 5), (1, "called_off", 5)).finished


def test_it_stops_when_too_many_object_and_not_for_one() -> None:
    stands: tuple[Stand, ...] = ((1, "confirmed", 40), (2, "meant", 400))

    assert way(*stands, appeals=1).stop == ""
    assert way(*stands, appeals=2).stop.startswith("2 of 40 account holders object")


@pytest.mark.parametrize("state", ["sent", "confirmed", "drifted", "parked"])
def test_as_many_objections_as_the_limit_allows_go_on_and_one_more_stops(state: ActionState) -> None:
    """2 % of 200 are 4; actions that were only meant, or taken back, make no objection smaller."""
    stands: tuple[Stand, ...] = ((1, "confirmed", 100), (2, state, 100), (3, "meant", 700), (3, "called_off", 100))

    assert "object" not in way(*stands, appeals=4).stop
    assert way(*stands, appeals=5).stop == "5 of 200 account holders object; above 2% a person looks first."


def test_a_second_objection_is_the_first_that_counts() -> None:
    """Of a small takedown one is more than 2 %, and stops nothing yet."""
    assert way((1, "confirmed", 3), appeals=1) == Way(stage=None, finished=True)
    assert way((1, "confirmed", 3), appeals=2).stop.startswith("2 of 3 ")


def test_a_person_who_looked_may_let_it_go_on() -> None:
    assert way((1, "parked", 10), (2, "meant", 90), minded=True, at=NOON + timedelta(days=1)).stage == 2


def test_it_is_finished_when_nothing_is_left_to_do() -> None:
    assert way((1, "confirmed", 10), (2, "confirmed", 90)) == Way(stage=None, finished=True)
    assert way() == Way(stage=None, finished=True)


def test_what_may_go_on_waits_or_stops_is_not_finished() -> None:
    assert not way((1, "meant", 10)).finished
    assert not way((1, "confirmed", 10), (2, "meant", 90)).finished
    assert not way((1, "parked", 10)).finished
