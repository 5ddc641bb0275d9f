"""Leaving an account up on purpose takes two people, and a proposal is answered once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cautery.cases.proposals import approve, propose, refuse
from cautery.cases.review import DecisionInput
from cautery.errors import Conflict, Invalid, Refused
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.model.decision import Observation
from cautery.policy.policy import read_policy

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
ANA = Account(platform=Platform("harbour"), id=AccountId("ana"))
CASE = Case(id=CaseId("c1"), about=ANA, origin="notice", chance=None, reasons=(), opened_at=NOON, due=NOON)
TERMS = Observation(requester="the port", legal_basis="warrant 7", expires_at=NOON + timedelta(days=9), approver="eva")
WORD = DecisionInput(measure="observe", clause="promotes", reason="the port watches the pier", observation=TERMS)
PROPOSED = propose(CASE, WORD, by="ada", at=NOON, policy=read_policy(None))


def test_who_proposes_names_no_approver() -> None:
    assert PROPOSED.state == "proposed"
    assert PROPOSED.observation.approver == ""


def test_another_person_approves_and_stands_beside() -> None:
    approved, word = approve(PROPOSED, by="cyd", at=NOON)

    assert approved.state == "approved"
    assert word.observation is not None
    assert word.observation.approver == "cyd"


@pytest.mark.parametrize("by", ["ada", "local:ada", " Ada "])
def test_nobody_approves_their_own(by: str) -> None:
    with pytest.raises(Refused, match="a second person must approve"):
        approve(PROPOSED, by=by, at=NOON)


def test_one_takes_back_ones_own_and_refuses_anothers() -> None:
    assert refuse(PROPOSED, by="ada", at=NOON).state == "withdrawn"
    assert refuse(PROPOSED, by="cyd", at=NOON).state == "refused"


def test_it_is_answered_once() -> None:
    with pytest.raises(Conflict, match="was refused already"):
        approve(refuse(PROPOSED, by="cyd", at=NOON), by="eva", at=NOON)


@pytest.mark.parametrize(
    "word",
    [
        replace(WORD, measure="suspend"),
        replace(WORD, clause=None),
        replace(WORD, reason=" "),
        replace(WORD, observation=None),
        replace(WORD, observation=replace(TERMS, requester="")),
        replace(WORD, observation=replace(TERMS, legal_basis="")),
        replace(WORD, observation=replace(TERMS, expires_at=NOON)),
    ],
)
def test_what_lacks_a_term_is_no_proposal(word: DecisionInput) -> None:
    with pytest.raises(Invalid):
        propose(CASE, word, by="ada", at=NOON, policy=read_policy(None))
