from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from cautery.cases.observations import open_for_ended
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision, DecisionId, Observation
from cautery.policy.policy import read_policy
from tests.world import NOON, person

TERMS = Observation(
    requester="the harbour office", legal_basis="Order 7", expires_at=NOON + timedelta(days=10), approver="cyd"
)
OBSERVED = Decision(
    id=DecisionId("d1"),
    about=person("ana"),
    verdict="violating",
    measure="observe",
    clause="promotes",
    reason="keeps the lamps",
    by="ada",
    at=NOON,
    source="review",
    case=CaseId("c1"),
    observation=TERMS,
)


def ended(decided: Sequence[Decision], *, days: int, known: Sequence[Case] = ()) -> list[Case]:
    return list(open_for_ended(decided, known, policy=read_policy(None), at=NOON + timedelta(days=days)))


def test_when_the_time_is_over_it_is_asked_about_again_once() -> None:
    [case] = ended([OBSERVED], days=11)

    assert (case.about, case.origin) == (person("ana"), "observed")
    assert "for the harbour office" in case.reasons[0].says
    assert ended([OBSERVED], days=12, known=[case]) == []


def test_before_its_time_nothing_is_asked() -> None:
    assert ended([OBSERVED], days=9) == []


def test_what_was_decided_since_is_not_asked_again() -> None:
    later = replace(OBSERVED, id=DecisionId("d2"), measure="suspend", observation=None)

    assert ended([OBSERVED, later], days=11) == []


def test_an_observation_that_was_prolonged_is_asked_about_at_its_new_end() -> None:
    longer = replace(OBSERVED, id=DecisionId("d2"), observation=replace(TERMS, expires_at=NOON + timedelta(days=20)))

    assert ended([OBSERVED, longer], days=11) == []
    assert len(ended([OBSERVED, longer], days=20)) == 1
