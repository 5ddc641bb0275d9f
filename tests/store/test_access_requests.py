"""A request is as its last row says, in the log, and by nobody's other hand."""

from dataclasses import replace

from sqlalchemy import text

from cautery.model.access import AccessRequest
from cautery.model.person import PersonId
from cautery.store import access_requests
from cautery.store.database import Database
from cautery.store.ledger import WriteTransaction
from tests.store.conftest import NOON, SIGNER

ASKED = AccessRequest(
    id="r1",
    kind="roles",
    state="asked",
    person=PersonId("ada"),
    roles=("senior",),
    languages=("ar",),
    by="ben",
    at=NOON,
)


def test_it_waits_until_it_is_answered_and_a_row_of_another_hand_is_none(either: Database) -> None:
    with either.writing() as connection:
        tx = WriteTransaction(connection=connection, by="ben", at=NOON, signer=SIGNER)
        access_requests.append(tx, ASKED)
        assert access_requests.asked(connection) == [ASKED]
        assert access_requests.get(connection, "r1") == ASKED
        access_requests.append(tx, replace(ASKED, state="refused", by="cyd"))
        assert access_requests.asked(connection) == []

        connection.execute(text("UPDATE access_requests SET \"by\" = 'eva' WHERE state = 'refused'"))
        assert access_requests.get(connection, "r1") == ASKED
        assert access_requests.get(connection, "r2") is None
