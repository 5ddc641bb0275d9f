"""A takedown goes on only while what it did so far holds."""

from datetime import datetime, timedelta

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


def test_it_stops_where_too_little_took_effect() -> None:
    stopped = way((1, "confirmed", 9), (1, "parked", 1), (2, "meant", 90), at=NOON + timedelta(days=1))

    assert stopped.stage is None
    assert stopped.stop == "Of stage 1, 9 of 10 are in force; below 95% a person looks first."


def test_what_was_called_off_or_taken_back_does_not_speak_against_it() -> None:
    assert way((1, "confirmed", 9), (1, "undone", 5), (1, "called_off", 5)).finished


def test_it_stops_when_too_many_object_and_not_for_one() -> None:
    stands: tuple[Stand, ...] = ((1, "confirmed", 40), (2, "meant", 400))

    assert way(*stands, appeals=1).stop == ""
    assert way(*stands, appeals=2).stop.startswith("2 of 40 account holders object")


def test_a_person_who_looked_may_let_it_go_on() -> None:
    assert way((1, "parked", 10), (2, "meant", 90), minded=True, at=NOON + timedelta(days=1)).stage == 2


def test_it_is_finished_when_nothing_is_left_to_do() -> None:
    assert way((1, "confirmed", 10), (2, "confirmed", 90)) == Way(stage=None, finished=True)
    assert way() == Way(stage=None, finished=True)
