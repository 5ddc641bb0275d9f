"""A statement is kept before it is sent, and waits until the database took or refused it."""

from cautery.model.decision import DecisionId
from cautery.model.submission import Submission, SubmissionOutcome
from cautery.store import submissions
from cautery.store.audit import verify
from cautery.store.database import Database
from tests.store.conftest import NOON, SIGNER, Open

MADE = Submission(puid="p1", decision=DecisionId("d1"), statement=b"{}", at=NOON)
TAKEN = SubmissionOutcome(puid="p1", state="sent", says="taken", at=NOON)


def test_a_statement_waits_until_it_is_answered(either: Database, writing: Open) -> None:
    with writing() as tx:
        submissions.append(tx, [MADE])
        submissions.append_outcomes(tx, [SubmissionOutcome(puid="p1", state="waiting", says="sending", at=NOON)])
        assert submissions.waiting(tx.connection, most=9) == [MADE]
    with writing() as tx:
        submissions.append_outcomes(tx, [TAKEN])

    with either.reading() as connection:
        assert submissions.waiting(connection, most=9) == []
        assert submissions.outcomes(connection) == [TAKEN]
        assert submissions.written_for(connection) == {"d1"}
        assert verify(connection, verifier=SIGNER.verifier()).ok
