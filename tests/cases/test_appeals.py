"""An appeal is open for six months, made once, and heard by somebody who had no part in the decision."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cautery.cases.appeals import ANSWERED_IN, MOST_ADDITIONS, OPEN_FOR, add_to, appeal, review_appeal
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
    with pytest.raises(Invalid, match="in your own words"):
        add_to(APPEAL, " ", at=NOON, heard=False)
    full = replace(APPEAL, additions=(add_to(APPEAL, "more", at=NOON, heard=False),) * MOST_ADDITIONS)
    with pytest.raises(Invalid, match="additions are kept"):
        add_to(full, "more", at=NOON, heard=False)


@pytest.mark.parametrize(("after", "is_open"), [(OPEN_FOR, True), (OPEN_FOR + timedelta(seconds=1), False)])
def test_it_is_open_for_six_months(after: timedelta, is_open: bool) -> None:
    if is_open:
        assert appeal(DECISION, "it was a song", contact="", at=NOON + after)
    else:
        with pytest.raises(Refused, match="six months"):
            appeal(DECISION, "it was a song", contact="", at=NOON + after)


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 10_001])
def test_it_says_something_and_not_a_book(text: str) -> None:
    with pytest.raises(Invalid, match="own words"):
        appeal(DECISION, text, contact="", at=NOON)


def test_where_nothing_was_done_there_is_nothing_to_appeal_against() -> None:
    with pytest.raises(Invalid, match="Nothing was done"):
        appeal(replace(DECISION, measure="none"), "why", contact="", at=NOON)
