"""The ledger of orders and of their steps: nothing of an order is ever edited."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select

from cautery.kit.canonical import canonical_json
from cautery.kit.clock import rfc3339
from cautery.model.case import CaseId
from cautery.model.order import Order, OrderForm, OrderId, OrderStep
from cautery.store.ledger import WriteTransaction, append_rows, columns_of, in_slices
from cautery.store.order_tables import order_steps, orders

_MORE = ("targets", "cases", "happened_at", "feedback")


def append(tx: WriteTransaction, order: Order) -> None:
    """Keep an order as it was received."""
    row = {name: getattr(order, name) for name in ("id", "channel", "authentic", "evidence", "raw_sha256", "by")}
    row |= {"form": canonical_json(order.form).decode()}
    row |= {"received_at": rfc3339(order.received_at), "at": rfc3339(order.at)}
    append_rows(tx, orders, [row], what="order received", openly=("id", "channel", "authentic", "received_at"))


def append_step(tx: WriteTransaction, step: OrderStep) -> None:
    """Keep a step of an order."""
    row = {name: getattr(step, name) for name in ("order", "kind", "says", "by")}
    row |= {"more": canonical_json({name: getattr(step, name) for name in _MORE}).decode(), "at": rfc3339(step.at)}
    append_rows(tx, order_steps, [row], what="order", openly=("order", "kind"))


def get(connection: Connection, name: str) -> Order | None:
    """Give an order by its id."""
    row = connection.execute(select(orders).where(orders.c.id == name)).first()
    return _order(row) if row else None


def every(connection: Connection) -> list[Order]:
    """List the orders, oldest first."""
    return [_order(row) for row in connection.execute(select(orders).order_by(orders.c.seq))]


def with_message(connection: Connection, raw_sha256: str) -> Order | None:
    """Give the order that came as these bytes."""
    row = connection.execute(select(orders).where(orders.c.raw_sha256 == raw_sha256).order_by(orders.c.seq)).first()
    return _order(row) if row else None


def steps_of(connection: Connection, names: Sequence[OrderId]) -> Mapping[OrderId, list[OrderStep]]:
    """List the steps of some orders, oldest first."""
    found: dict[OrderId, list[OrderStep]] = {name: [] for name in names}
    for few in in_slices(names):
        rows = connection.execute(select(order_steps).where(order_steps.c.order.in_(few)).order_by(order_steps.c.seq))
        for row in rows:
            found[OrderId(row.order)].append(_step(row))
    return found


def of_case(connection: Connection, case: CaseId) -> Order | None:
    """Give the order under which a case was decided; None: the case is nobody's order."""
    found = select(order_steps.c.order, order_steps.c.more).where(order_steps.c.kind == "executing")
    for row in connection.execute(found.order_by(order_steps.c.seq)):
        if case in msgspec.json.decode(row.more)["cases"]:
            return get(connection, row.order)
    return None


def _order(row: Row[Any]) -> Order:
    said = columns_of(row, but=("seq", "form"))
    return msgspec.convert({**said, "form": msgspec.json.decode(row.form, type=OrderForm)}, type=Order)


def _step(row: Row[Any]) -> OrderStep:
    said = columns_of(row, but=("seq", "more"))
    return msgspec.convert({**said, **msgspec.json.decode(row.more)}, type=OrderStep)
