"""Orders and their steps are kept as they were, on either database."""

from dataclasses import replace
from datetime import timedelta

from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import CaseId
from cautery.model.order import Order, OrderForm, OrderId, OrderStep, OrderTarget
from cautery.store import orders
from cautery.store.database import Database
from tests.store.conftest import NOON, Open

FORM = OrderForm(
    authority="Quay Police", reference="Q-1", urls=("https://a.example/1",), clause="promotes", issued_at=NOON
)
ORDER = Order(
    id=OrderId("o1"),
    form=FORM,
    channel="mail",
    authentic="unknown",
    evidence="no signature",
    raw_sha256="ab" * 32,
    received_at=NOON,
    by="ben",
    at=NOON + timedelta(minutes=1),
)
TARGET = OrderTarget(url="u", about=Account(platform=Platform("harbour"), id=AccountId("a1")), post="p1")
STEP = OrderStep(order=OrderId("o1"), kind="located", says="1 thing", by="ben", at=NOON, targets=(TARGET,))
TOLD = replace(STEP, kind="told", targets=(), happened_at=NOON, feedback={"section_a": {"addressee": "quay"}})
UNDER_WAY = replace(STEP, kind="executing", targets=(), cases=(CaseId("c1"),))


def test_an_order_is_read_as_it_was_written(writing: Open, either: Database) -> None:
    with writing() as tx:
        orders.append(tx, ORDER)
        for step in (STEP, TOLD, UNDER_WAY):
            orders.append_step(tx, step)
    with either.reading() as connection:
        assert orders.get(connection, "o1") == ORDER
        assert orders.every(connection) == [ORDER]
        assert orders.with_message(connection, "ab" * 32) == ORDER
        assert orders.steps_of(connection, [OrderId("o1")]) == {"o1": [STEP, TOLD, UNDER_WAY]}
        assert orders.of_case(connection, CaseId("c1")) == ORDER
        assert orders.get(connection, "o2") is None
        assert orders.of_case(connection, CaseId("c2")) is None
