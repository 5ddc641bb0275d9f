"""An appeal is open for six months, made once, and heard by somebody who had no part in the decision."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cautery.cases.appeals import ANSWERED_IN, MOST_ADDITIONS, add_to, appeal, last_moment, review_appeal
from cautery.errors import Conflict, Invalid, Refused
from cautery.model.account import Account, AccountId, Platform
from cautery.model.decision import Decision, DecisionId, Observation

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
DECISION = Decision(
    id=DecisionId("d1"),
    about=Account(platform=Platform("harbour"), id=AccountId("ana")),
    verdict="violating",
    measure="suspend",
    clause="promotes",
    reason="spreads their lamps",
    by="ada",
    at=NOON,
    source="review",
)
APPEAL = appeal(DECISION, "it was a song", contact="", at=NOON)


def test_it_is_answered_within_two_weeks() -> None:
    assert APPEAL.due == NOON + ANSWERED_IN


def test_somebody_else_hears_it_with_a_reason() -> None:
    hearing = review_appeal(APPEAL, DECISION, outcome="overturned", reason="a song it is", by="cyd", at=NOON)

    assert (hearing.by, hearing.outcome) == ("cyd", "overturned")
    with pytest.raises(Invalid, match="needs a reason"):
        review_appeal(APPEAL, DECISION, outcome="upheld", reason=" ", by="cyd", at=NOON)


@pytest.mark.parametrize("by", ["ada", "ADA", "local:ada"])
def test_whoever_decided_never_hears_it(by: str) -> None:
    with pytest.raises(Refused, match="another moderator must review"):
        review_appeal(APPEAL, DECISION, outcome="upheld", reason="I was right", by=by, at=NOON)


def test_whoever_approved_never_hears_it_either() -> None:
    terms = Observation(requester="x", legal_basis="y", expires_at=NOON, approver="cyd")
    with pytest.raises(Refused, match="another moderator must review"):
        review_appeal(APPEAL, replace(DECISION, observation=terms), outcome="upheld", reason="r", by="cyd", at=NOON)


def test_an_appeal_is_added_to_until_it_is_decided() -> None:
    assert add_to(APPEAL, " a lullaby ", at=NOON, heard=False).text == "a lullaby"
    with pytest.raises(Conflict, match="decided meanwhile"):
        add_to(APPEAL, "a lullaby", at=NOON, heard=True)


def test_an_addition_says_something_and_there_is_an_end_to_them() -> None:
    with pytest.raises(Invalid, match="own words"):
        add_to(APPEAL, " ", at=NOON, heard=False)
    full = replace(APPEAL, additions=(add_to(APPEAL, "more", at=NOON, heard=False),) * MOST_ADDITIONS)
    with pytest.raises(Invalid, match="ten additions"):
        add_to(full, "more", at=NOON, heard=False)


@pytest.mark.parametrize("day", [(2020, 3, 1), (2020, 5, 1), (2020, 7, 1), (2020, 8, 1), (2020, 8, 31), (2023, 8, 30)])
@pytest.mark.parametrize("hour", [0, 23])
def test_the_stated_deadline_is_the_last_moment_that_is_accepted(day: tuple[int, int, int], hour: int) -> None:
    """Six months by the calendar, never fewer: 183 days closed a day early for half of the year."""
    informed = datetime(*day, hour, 59, tzinfo=UTC)
    made = replace(DECISION, at=informed)
    stated = last_moment(informed)

    assert appeal(made, "it was a song", contact="", at=stated)
    assert appeal(made, "it was a song", contact="", at=stated + timedelta(seconds=59))
    with pytest.raises(Refused, match="is over"):
        appeal(made, "it was a song", contact="", at=stated + timedelta(minutes=1))
    later = stated - timedelta(hours=24)
    assert (later.year * 12 + later.month) - (informed.year * 12 + informed.month) in (5, 6)
    assert stated >= informed


def test_the_time_begins_when_the_holder_is_told() -> None:
    """An order that forbade telling takes nothing from it."""
    told = NOON + timedelta(days=60)
    at = last_moment(told)

    assert appeal(DECISION, "it was a song", contact="", at=at, informed_at=told)


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 10_001])
def test_it_says_something_and_not_a_book(text: str) -> None:
    with pytest.raises(Invalid, match="own words"):
        appeal(DECISION, text, contact="", at=NOON)


def test_where_nothing_was_done_there_is_nothing_to_appeal_against() -> None:
    with pytest.raises(Invalid, match="Nothing was done"):
        appeal(replace(DECISION, measure="none"), "why", contact="", at=NOON)
