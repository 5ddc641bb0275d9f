"""One person looks at a case at a time; who takes too long, or gives it back, lets others."""

import pytest

from cautery.errors import Conflict
from cautery.model.case import CaseId
from cautery.store import leases
from cautery.store.database import Database
from tests.store.conftest import NOON

CASE = CaseId("c1")


def test_what_somebody_holds_nobody_else_takes_until_the_time_is_over(either: Database) -> None:
    with either.writing() as connection:
        until = leases.take(connection, CASE, person="ada", at=NOON)
        with pytest.raises(Conflict, match="ada is looking at case c1"):
            leases.take(connection, CASE, person="cyd", at=NOON)

        assert leases.held_by(connection, CASE, at=NOON) == "ada"
        leases.take(connection, CASE, person="cyd", at=until)
        assert leases.held_by(connection, CASE, at=until) == "cyd"


def test_taking_again_lasts_longer(either: Database) -> None:
    with either.writing() as connection:
        leases.take(connection, CASE, person="ada", at=NOON)

        assert leases.take(connection, CASE, person="ada", at=NOON + leases.LEASE / 2) == NOON + 1.5 * leases.LEASE


def test_one_gives_back_only_what_one_holds(either: Database) -> None:
    with either.writing() as connection:
        leases.take(connection, CASE, person="ada", at=NOON)
        leases.give_back(connection, CASE, person="cyd")

        assert leases.held_by(connection, CASE, at=NOON) == "ada"
        leases.give_back(connection, CASE, person="ada")
        assert leases.held_by(connection, CASE, at=NOON) is None


def test_passing_over_gives_back(either: Database) -> None:
    with either.writing() as connection:
        leases.take(connection, CASE, person="ada", at=NOON)
        leases.skip(connection, CASE, person="ada", at=NOON)
        leases.skip(connection, CASE, person="ada", at=NOON)

        assert leases.held_by(connection, CASE, at=NOON) is None
