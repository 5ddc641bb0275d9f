"""What people say around decisions comes back as it was said; of a proposal and a threat, the last word holds."""

from dataclasses import replace

from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import CaseId
from cautery.model.decision import DecisionId, Observation
from cautery.model.judgement import Assessment, Note, Proposal, SecondLook, Threat
from cautery.store import judgements
from cautery.store.database import Database
from tests.store.conftest import NOON, Open

ANA = Account(platform=Platform("harbour"), id=AccountId("ana"))
CASE = CaseId("c1")
TERMS = Observation(requester="the port", legal_basis="warrant 7", expires_at=NOON, approver="")
PROPOSED = Proposal(
    id="p1",
    case=CASE,
    state="proposed",
    measure="observe",
    clause="promotes",
    reason="the port watches the pier",
    observation=TERMS,
    by="ada",
    at=NOON,
)
RAISED = Threat(case=CASE, state="raised", says="the bridge, tonight", by="ada", at=NOON)


def test_notes_follow_the_account(either: Database, writing: Open) -> None:
    note = Note(about=ANA, text="sells lamps only", by="ada", at=NOON)
    with writing() as tx:
        judgements.append_note(tx, note)

    with either.reading() as connection:
        assert judgements.notes_about(connection, ANA) == [note]
        assert judgements.notes_about(connection, replace(ANA, platform=Platform("pier"))) == []


def test_an_assessment_belongs_to_its_decision(either: Database, writing: Open) -> None:
    made = Assessment(decision=DecisionId("d1"), purpose="news", exempt=True, says="a paper", by="ada", at=NOON)
    with writing() as tx:
        judgements.append_assessment(tx, made)

    with either.reading() as connection:
        assert judgements.assessment_of(connection, made.decision) == made
        assert judgements.assessment_of(connection, DecisionId("d2")) is None


def test_a_proposal_is_open_until_something_became_of_it(either: Database, writing: Open) -> None:
    with writing() as tx:
        judgements.append_proposal(tx, PROPOSED)
        assert judgements.open_proposals(tx.connection, CASE) == [PROPOSED]
        judgements.append_proposal(tx, replace(PROPOSED, state="approved"))

    with either.reading() as connection:
        assert judgements.open_proposals(connection) == []
        assert judgements.proposal(connection, "p1").state == "approved"  # type: ignore[union-attr]
        assert judgements.proposal(connection, "p2") is None


def test_a_threat_is_open_until_somebody_was_told(either: Database, writing: Open) -> None:
    told = replace(RAISED, state="told", says="the police, by telephone, 4711")
    with writing() as tx:
        judgements.append_threat(tx, RAISED)
        assert judgements.open_threats(tx.connection) == [RAISED]
        judgements.append_threat(tx, told)

    with either.reading() as connection:
        assert judgements.open_threats(connection) == []
        assert judgements.threats_of(connection, CASE) == [RAISED, told]


def test_second_looks_are_listed_in_their_order(either: Database, writing: Open) -> None:
    looks = [SecondLook(case=CaseId(name), measure="none", clause=None, reason="r", by="cyd", at=NOON) for name in "ba"]
    with writing() as tx:
        for look in looks:
            judgements.append_second_look(tx, look)

    with either.reading() as connection:
        assert judgements.every_second_look(connection) == looks
