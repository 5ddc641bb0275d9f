"""What needs two people is proposed by one who is signed in and approved by another."""

from datetime import timedelta

import pytest

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.errors import Conflict, Missing, Refused
from cautery.model.case import CaseId
from cautery.model.decision import Observation
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.cases.proposals import approve, propose, refuse
from cautery.pipeline.cases.review_queue import queue_page
from cautery.pipeline.installation.verify_log import verify_log
from cautery.store.waiting import QueueFilter
from tests.reviewing import open_cases
from tests.staffed import join


def watch(app: App) -> DecisionInput:
    terms = Observation(
        requester="the port", legal_basis="warrant 7", expires_at=app.clock.now() + timedelta(days=9), approver=""
    )
    return DecisionInput(measure="observe", clause="promotes", reason="the port watches the pier", observation=terms)


def test_an_approved_proposal_is_a_decision_of_two_people(app: App) -> None:
    ada, cyd = join(app, "ada", "reviewer"), join(app, "cyd", "senior")
    case = open_cases(app, 9)[0]
    made = propose(ada, case, watch(app))
    assert [one.id for one in queue_page(app, QueueFilter(), most=9).proposals] == [made.id]
    decision = approve(cyd, made.id).decision

    assert (decision.by, decision.measure) == ("ada", "observe")
    assert decision.observation is not None
    assert decision.observation.approver == "cyd"
    assert queue_page(app, QueueFilter(), most=9).rows == ()
    assert verify_log(app).ok


def test_nobody_approves_their_own_and_nothing_is_decided_by_trying(app: App) -> None:
    ada = join(app, "ada", "senior")
    case = open_cases(app, 9)[0]
    made = propose(ada, case, watch(app))
    with pytest.raises(Refused):
        approve(ada, made.id)

    assert look_at(app, case).decisions == ()


def test_a_case_has_one_proposal_at_a_time(app: App) -> None:
    ada, cyd = join(app, "ada", "reviewer"), join(app, "cyd", "senior")
    case = open_cases(app, 9)[0]
    made = propose(ada, case, watch(app))
    with pytest.raises(Conflict):
        propose(ada, case, watch(app))
    refuse(cyd, made.id)

    assert propose(ada, case, watch(app))
    with pytest.raises(Conflict):
        approve(cyd, made.id)


def test_what_is_not_there_is_not_proposed_about(app: App) -> None:
    with pytest.raises(Missing):
        propose(app, CaseId("c9"), watch(app))
    with pytest.raises(Missing):
        approve(app, "p9")
