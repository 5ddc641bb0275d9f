"""That a holder was told is kept once, in the log too, however often it is tried."""

from cautery.model.telling import Telling
from cautery.store import tellings
from cautery.store.audit import verify
from cautery.store.database import Database
from tests.store.conftest import NOON, SIGNER, Open

TOLD = Telling(action="a1", outcome="told", through="letters", at=NOON)
PARKED = Telling(action="a2", outcome="parked", through="", at=NOON)


def test_what_was_told_comes_back_and_is_proved(either: Database, writing: Open) -> None:
    with writing() as tx:
        tellings.append(tx, [TOLD, PARKED])

    with either.reading() as connection:
        assert tellings.of_actions(connection, ["a1", "a2", "a3"]) == [TOLD, PARKED]
        assert verify(connection, verifier=SIGNER.verifier()).ok


def test_the_same_is_kept_once_and_what_was_given_up_may_be_told_later(either: Database, writing: Open) -> None:
    later = Telling(action="a2", outcome="told", through="letters", at=NOON)
    for made in ([TOLD, PARKED], [TOLD, PARKED], [later]):
        with writing() as tx:
            tellings.append(tx, made)

    with either.reading() as connection:
        assert tellings.of_actions(connection, ["a1", "a2"]) == [TOLD, PARKED, later]
