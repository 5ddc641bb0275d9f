"""What people say of an order: whether it is authentic, who attends to it, why it is impossible, what a court said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cautery.app import App
from cautery.cases.order_states import OPEN, STANDS, OrderStatus, refuse_step, status_of
from cautery.errors import Missing
from cautery.model.account import Account
from cautery.model.order import Order, OrderId, OrderStep, OrderTarget, StepKind
from cautery.pipeline.orders.applicable_laws import every_law
from cautery.policy.law import LegalClock
from cautery.store import orders
from cautery.store.database import ReadConnection
from cautery.store.ledger import WriteTransaction

SAYABLE: tuple[StepKind, ...] = (
    "refused",
    "authenticated",
    "acknowledged",
    "impossible",
    "ceased",
    "unclear",
    "clarified",
    "scrutiny",
    "appealed",
    "confirmed",
    "final",
)
"""Steps that a person takes with words alone."""
UNATTENDED = "cautery"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderView:
    """An order, where it stands, and its steps, oldest first."""

    order: Order
    status: OrderStatus
    steps: tuple[OrderStep, ...]


def list_orders(app: App) -> tuple[OrderView, ...]:
    """List the orders: those that wait first, by their time limits, then the newest."""
    with app.reading() as connection:
        found = views(connection, orders.every(connection))
    waiting = [one for one in found if one.status.state in OPEN | STANDS]
    waiting.sort(key=lambda one: (one.status.due is None, one.status.due or one.order.received_at, one.order.id))
    return (*waiting, *(one for one in reversed(found) if one not in waiting))


def show_order(app: App, name: str) -> OrderView:
    """Give an order with its steps."""
    with app.reading() as connection:
        return view_of(connection, name)


def view_of(connection: ReadConnection, name: str) -> OrderView:
    """Give an order with its steps, within the caller's transaction."""
    order = orders.get(connection, name)
    if order is None:
        raise Missing(f"There is no order '{name[:60]}'.", at_terminal="List them with: cautery orders list")
    return views(connection, [order])[0]


def views(connection: ReadConnection, found: Sequence[Order]) -> list[OrderView]:
    """Say where some orders stand."""
    steps = orders.steps_of(connection, [order.id for order in found])
    return [
        OrderView(order=order, status=status_of(order, steps[order.id], clock_of(order)), steps=tuple(steps[order.id]))
        for order in found
    ]


def clock_of(order: Order) -> LegalClock:
    """Give the clock of the law under which an order was made."""
    return every_law()[order.form.law].clock(order.form.clock)


def say_step(app: App, name: str, kind: StepKind, says: str) -> OrderStep:
    """Take a step that needs words alone."""
    with app.writing() as tx:
        return take_step(tx, view_of(tx.connection, name), kind, says)


def locate_by_hand(app: App, name: str, about: Account, post: str | None) -> OrderStep:
    """Say which thing an order names, where its addresses did not lead to it; it takes the place of what was found."""
    with app.writing() as tx:
        view = view_of(tx.connection, name)
        target = OrderTarget(url=view.order.form.urls[0], about=about, post=post)
        return take_step(tx, view, "located", "named by a person", targets=(target,))


def take_step(
    tx: WriteTransaction,
    view: OrderView,
    kind: StepKind,
    says: str,
    *,
    targets: tuple[OrderTarget, ...] = (),
    happened_at: datetime | None = None,
    feedback: Mapping[str, object] | None = None,
) -> OrderStep:
    """Take a step, or refuse one that may not follow."""
    refuse_step(view.order, view.status, view.steps, kind, says)
    if kind not in ("missed", "refused"):
        note_missed(tx, view, happened_at=happened_at)
    step = OrderStep(
        order=OrderId(view.order.id),
        kind=kind,
        says=says.strip(),
        by=tx.by,
        at=tx.at,
        targets=targets,
        happened_at=happened_at,
        feedback=feedback,
    )
    orders.append_step(tx, step)
    return step


def note_missed(tx: WriteTransaction, view: OrderView, *, happened_at: datetime | None = None) -> None:
    """Keep that a time limit passed before what happens now, unless that is kept already."""
    due = view.status.due
    if due is None or (happened_at or tx.at) <= due or due in view.status.missed:
        return
    says = f"the time limit {due:%Y-%m-%d %H:%M} UTC passed"
    step = OrderStep(order=view.order.id, kind="missed", says=says, by=tx.by, at=tx.at, happened_at=due)
    orders.append_step(tx, step)
