"""Whatever is kept, taken or given back changes the pulse; a case's own state changes with what is done to it alone."""

from collections.abc import Callable

import pytest

from cautery.model.case import CaseId
from cautery.store import cases, decisions, leases, pulse
from cautery.store.database import Database
from cautery.store.ledger import WriteTransaction
from tests.store.conftest import NOON, Open
from tests.store.test_waiting import a_case, decide


@pytest.mark.parametrize(
    "change",
    [
        lambda tx: cases.append(tx, [a_case("other")]),
        lambda tx: decisions.append(tx, [decide("c")]),
        lambda tx: leases.take(tx.connection, CaseId("c"), person="ada", at=NOON),
    ],
)
def test_every_change_is_seen(change: Callable[[WriteTransaction], None], either: Database, writing: Open) -> None:
    with writing() as tx:
        empty = pulse.pulse(tx.connection)
        cases.append(tx, [a_case("c")])
    with writing() as tx:
        before = pulse.pulse(tx.connection)
        assert pulse.pulse(tx.connection) == before != empty
        change(tx)

        assert pulse.pulse(tx.connection) != before


def test_a_cases_state_is_its_own(either: Database, writing: Open) -> None:
    with writing() as tx:
        cases.append(tx, [a_case("c"), a_case("other")])
        decisions.append(tx, [decide("other")])
        leases.take(tx.connection, CaseId("other"), person="ada", at=NOON)
        assert pulse.state_of(tx.connection, CaseId("c"), at=NOON) == "0."
        leases.take(tx.connection, CaseId("c"), person="cyd", at=NOON)
        assert pulse.state_of(tx.connection, CaseId("c"), at=NOON) == "0.cyd"
        assert pulse.state_of(tx.connection, CaseId("c"), at=NOON + leases.LEASE) == "0."
        decisions.append(tx, [decide("c")])

        assert pulse.state_of(tx.connection, CaseId("c"), at=NOON) == "1."
