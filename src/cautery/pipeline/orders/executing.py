"""Carry an order out, reversibly: a decision for each thing that it names; and put all back when the order fell."""

from dataclasses import replace
from datetime import datetime

from cautery.app import App
from cautery.cases.order_states import DONE, ENDS, refuse_step
from cautery.cases.review import DecisionInput
from cautery.errors import CauteryError, Conflict, Invalid
from cautery.kit.canonical import digest
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision, DecisionId
from cautery.model.order import Order, OrderState, OrderStep, OrderTarget, StepKind
from cautery.model.plan import Suppression
from cautery.model.suspicion import Reason
from cautery.pipeline.cases.decide import decide_case, save
from cautery.pipeline.orders.applicable_laws import every_law
from cautery.pipeline.orders.steps import (
    SAYABLE,
    OrderView,
    clock_of,
    note_missed,
    say_step,
    show_order,
    take_step,
    view_of,
    views,
)
from cautery.policy.laws.eu_tco_2021_784 import TerroristContentOnline
from cautery.policy.policy import Policy
from cautery.store import actions, cases, decisions, orders, plans
from cautery.store.database import ReadConnection
from cautery.store.ledger import WriteTransaction

IN_FORCE: frozenset[OrderState] = DONE | {"authenticated", "executing"}
"""States of an order that keep down what it names, until it falls; one that was carried out by hand has no cases."""


def execute_order(app: App, name: str) -> OrderStep:
    """Remove what an order names, as the person at the keys; refused while it is not authentic, or names nothing known."""
    with app.writing() as tx:
        view = view_of(tx.connection, name)
        refuse_step(view.order, view.status, view.steps, "executing", "")
        targets = view.status.targets
        if not targets:
            raise Conflict(
                f"Nothing is known of the addresses of order {name}. Say which account or post it names, or record by hand "
                f"what you removed.",
                at_terminal=f"Name it with: cautery orders locate {name} --platform NAME --account ID [--post ID]",
            )
        opened = list({case.id: case for case in (_case(view.order, one, app.policy) for one in targets)}.values())
        new = [case for case in opened if cases.get(tx.connection, case.id) is None]
        cases.append(tx, new)
        for case in opened:
            save(tx, [_decision(tx, view.order, case, app.policy)])
        _suppress(tx, view.order, opened)
        note_missed(tx, view)
        step = OrderStep(
            order=view.order.id,
            kind="executing",
            says=f"{len(opened)} things are removed",
            by=tx.by,
            at=tx.at,
            cases=tuple(case.id for case in opened),
        )
        orders.append_step(tx, step)
    return step


def record_executed(app: App, name: str, *, says: str, happened_at: datetime | None) -> OrderStep:
    """Keep that a person removed it by hand, where no connector reaches."""
    with app.writing() as tx:
        view = view_of(tx.connection, name)
        return take_step(tx, view, "executed", says or "removed by hand", happened_at=happened_at or tx.at)


def say_of_order(app: App, name: str, kind: str, says: str) -> OrderStep:
    """Take a step that a person says, whichever it is; refuse (Invalid) what is none."""
    if kind not in SAYABLE and kind not in ENDS:
        raise Invalid(f"'{kind}' is no step; these are: {', '.join((*SAYABLE, *sorted(ENDS)))}.")
    return end_order(app, name, kind, says) if kind in ENDS else say_step(app, name, kind, says)


def end_order(app: App, name: str, kind: StepKind, says: str) -> OrderStep:
    """Keep that an authority found an infringement, or a court annulled an order; what it removed is put back at once."""
    with app.writing() as tx:
        step = take_step(tx, view_of(tx.connection, name), kind, says)
    put_back(app, show_order(app, name))
    return step


def put_back(app: App, view: OrderView) -> int:
    """Put back what a fallen order removed, but for what another order in force names; returns how much."""
    if view.status.ended not in ENDS:
        return 0
    fell = next(step for step in reversed(view.steps) if step.kind in ENDS)
    reason = f"The order under which this was removed has no effect any more: {fell.says}"
    word = DecisionInput(measure="none", clause=None, reason=reason, replaces=True)
    with app.reading() as connection:
        left = [case for case in _own_cases(connection, view) if _rests_on(connection, case, view.order)]
    failed: list[CauteryError] = []
    for case in left:
        try:
            decide_case(app, case, word)
        except CauteryError as error:  # somebody looks at it now; the other things do not wait for that
            failed.append(error)
    if failed:
        raise failed[0]
    return len(left)


def _own_cases(connection: ReadConnection, view: OrderView) -> list[CaseId]:
    """Name the cases of an order about things that no other order in force names."""
    others = [
        one
        for one in views(connection, orders.every(connection))
        if one.order.id != view.order.id
        and one.status.state in IN_FORCE
        and one.status.ended not in (*ENDS, "reinstated")
    ]
    named = {(target.about, target.post) for one in others for target in one.status.targets}
    named |= {(case.about, case.post) for one in others for case in cases.some(connection, one.status.cases).values()}
    own = cases.some(connection, view.status.cases)
    return [name for name, case in own.items() if (case.about, case.post) not in named]


def _rests_on(connection: ReadConnection, case: CaseId, order: Order) -> bool:
    """Say whether it is the order that keeps something removed, and not what a person decided since."""
    return decisions.of_case(connection, case)[-1].reason == _reason(order)


def confirm_on_platforms(app: App, view: OrderView) -> OrderStep | None:
    """Keep that an order is carried out, or that all is put back, once the platforms show it; None: not yet."""
    kind, over = _awaited(view)
    if not over:
        return None
    with app.reading() as connection:
        about = view.status.cases if kind == "executed" else _own_cases(connection, view)
        made = [decision.id for case in about for decision in decisions.of_case(connection, case)]
        meant = [found for decision in made for found in actions.of_decision(connection, decision)]
    receipts = [receipt for _, receipt in meant]
    last = [receipt for receipt in receipts if receipt is not None and receipt.state in over]
    if not meant or len(last) < len(meant):
        return None
    moment = max((receipt.at for receipt in last), default=app.clock.now())
    gone = sum(receipt.state == "gone" for receipt in last)
    says = f"{len(last)} things" + (f", {gone} of them were gone already" if gone else "")
    with app.writing() as tx:
        fresh = view_of(tx.connection, view.order.id)
        return take_step(tx, fresh, kind, says, happened_at=moment) if fresh.steps == view.steps else None


def _awaited(view: OrderView) -> tuple[StepKind, tuple[str, ...]]:
    """Say which step waits for the platforms, and the states of actions that show it."""
    if view.status.state == "executing":
        return "executed", ("confirmed", "gone")
    return "reinstated", ("undone", "called_off", "gone") if view.status.ended in ENDS else ()


def _case(order: Order, target: OrderTarget, policy: Policy) -> Case:
    """Open a case of its own for a thing, so that it is decided, told and appealed as any other."""
    says = f"order {order.form.reference} of {order.form.authority}"
    due = clock_of(order).due(order.received_at) or order.received_at
    return Case(
        id=CaseId(digest("order", order.id, target.about.platform, target.about.id, target.post or "")[:12]),
        about=target.about,
        post=target.post,
        origin="notice",
        chance=None,
        reasons=(Reason(channel="orders", bits=0.0, says=says, evidence=(order.id,)),),
        opened_at=order.received_at,
        due=due,
        harm=policy.harm_of(order.form.clause),
    )


def _decision(tx: WriteTransaction, order: Order, case: Case, policy: Policy) -> Decision:
    earlier = len(decisions.of_case(tx.connection, case.id))
    return Decision(
        id=DecisionId(digest("review", case.id, str(earlier))),
        about=case.about,
        post=case.post,
        verdict="violating",
        measure="remove" if case.post else "suspend",
        clause=order.form.clause,
        reason=_reason(order),
        by=tx.by,
        at=tx.at,
        source="review",
        case=case.id,
        clause_text=policy.clause_text(order.form.clause),
    )


def _reason(order: Order) -> str:
    law = every_law()[order.form.law]
    article = f"{law.title}, Article {law.clock(order.form.clock).article}"
    return f"Order {order.form.reference} of {order.form.authority} under {article}."


def _suppress(tx: WriteTransaction, order: Order, opened: list[Case]) -> None:
    """Let nobody be told, where the order forbids it, until its day; the law's longest time where it names none."""
    if not order.form.non_disclosure:
        return
    decided = min(order.form.issued_at or order.received_at, order.received_at)
    longest = TerroristContentOnline.clock("tco.nondisclosure").due(decided)
    until = order.form.non_disclosure_until or longest or tx.at
    says = f"{order.form.authority}, {order.form.reference}"
    made = Suppression(case=CaseId(""), order=says, until=until, by=tx.by, at=tx.at)
    for case in opened:
        plans.append_suppression(tx, replace(made, case=case.id))
