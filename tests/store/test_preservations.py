"""What is preserved, each access to it, and that its copy goes with the last step; on either database."""

from dataclasses import replace
from datetime import timedelta

from cautery.model.account import Account, AccountId, Platform
from cautery.model.preservation import Preservation, PreservationStep
from cautery.store import preservations
from cautery.store.database import Database
from tests.store.conftest import NOON, Open

MADE = Preservation(
    id="p1",
    about=Account(platform=Platform("harbour"), id=AccountId("a1")),
    post="x",
    case=None,
    order="o1",
    basis="tco_art6",
    document="Quay Police, Q-1",
    sealed_sha256="aa",
    key_sha256="bb",
    expires_at=NOON + timedelta(days=180),
    by="ben",
    at=NOON,
)
ASKED = PreservationStep(preservation="p1", kind="asked", says="court 7/26", purpose="review", by="ben", at=NOON)


def test_a_copy_is_kept_until_it_is_destroyed(writing: Open, either: Database) -> None:
    with writing() as tx:
        preservations.append(tx, MADE, b"sealed")
        preservations.append_step(tx, ASKED)
    with either.reading() as connection:
        assert preservations.every(connection) == preservations.live(connection) == [MADE]
        assert preservations.steps_of(connection, ["p1"]) == {"p1": [ASKED]}
        assert preservations.copy_of(connection, "p1") == b"sealed"
    with writing() as tx:
        preservations.append_step(tx, replace(ASKED, kind="destroyed", purpose=None))
    with either.reading() as connection:
        assert preservations.every(connection) == [MADE]
        assert preservations.live(connection) == []
        assert preservations.copy_of(connection, "p1") is None
