"""The ledgers of actions and of their receipts: what was meant to happen on a platform, and what became of it."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, select

from cautery.kit.clock import rfc3339
from cautery.model.account import Account, AccountId, Platform
from cautery.model.action import Action, ActionReceipt, ActionState
from cautery.model.case import CaseId
from cautery.model.decision import DecisionId
from cautery.model.hook import HOLDERS, MessageKind
from cautery.model.plan import PlanId
from cautery.store import messages
from cautery.store.ledger import WriteTransaction, append_rows, columns_of, in_slices
from cautery.store.outbox import add, note
from cautery.store.schema import actions, decisions, receipts
from cautery.store.takedown_tables import outbox

TOLD: Mapping[ActionState, MessageKind] = {
    "confirmed": "action.confirmed",
    "parked": "action.parked",
    "undone": "action.undone",
    "gone": "action.gone",
}
"""What hooks are told of a receipt."""


def append(tx: WriteTransaction, intended: Sequence[Action]) -> None:
    """Keep intents, in the transaction of their decision."""
    append_rows(tx, actions, map(_row, intended), what="action", openly=("key", "decision", "measure", "plan"))
    add(tx.connection, intended, at_s=tx.at.timestamp())


def append_receipts(tx: WriteTransaction, got: Sequence[ActionReceipt]) -> None:
    """Keep what became of actions."""
    rows = (
        {"action": one.action, "state": one.state, "at": rfc3339(one.at), "says": one.says, "undo": one.undo}
        for one in got
    )
    append_rows(tx, receipts, rows, what="receipt", openly=("action", "state"))
    for state, kind in TOLD.items():
        messages.tell(tx, kind, ({"action": one.action} for one in got if one.state == state))
    confirmed = [one.action for one in got if one.state == "confirmed"]
    facts = {messages.holder_message(key): {"action": key} for key in confirmed}
    messages.tell_inside(tx, HOLDERS, "action.confirmed", facts)
    note(tx.connection, got)


def latest_receipt(connection: Connection, key: str) -> ActionReceipt | None:
    """Give the receipt that holds for an action; None when it was never sent."""
    found = select(receipts).where(receipts.c.action == key).order_by(receipts.c.seq.desc()).limit(1)
    row = connection.execute(found).first()
    return _receipt(row) if row else None


def waiting(connection: Connection) -> list[Action]:
    """List the actions without any receipt: meant, and never tried."""
    return in_state(connection, "meant")


def in_state(connection: Connection, state: str) -> list[Action]:
    """List the actions whose latest receipt says this state."""
    keys = select(outbox.c.key).where(outbox.c.state == state)
    found = select(actions).where(actions.c.key.in_(keys)).order_by(actions.c.seq)
    return [_action(row) for row in connection.execute(found)]


def of_decision(connection: Connection, decision: DecisionId) -> list[tuple[Action, ActionReceipt | None]]:
    """List what a decision meant to happen, oldest first, each with the receipt that holds."""
    found = select(actions).where(actions.c.decision == decision).order_by(actions.c.seq)
    meant = [_action(row) for row in connection.execute(found)]
    return [(action, latest_receipt(connection, action.key)) for action in meant]


def not_over(connection: Connection, case: CaseId) -> dict[str, tuple[Action, ActionState, ActionReceipt | None]]:
    """Give what was meant under a case's decisions and is not over, by key, with its state and the receipt that holds."""
    found = (
        select(actions.c.key, outbox.c.state)
        .join(outbox, outbox.c.key == actions.c.key)
        .join(decisions, decisions.c.id == actions.c.decision)
        .where(decisions.c.case == case, outbox.c.state.not_in(("undone", "called_off")))
        .order_by(actions.c.seq)
    )
    states = {row.key: row.state for row in connection.execute(found)}
    held = some(connection, list(states))
    return {key: (held[key][0], state, held[key][1]) for key, state in states.items()}


def some(connection: Connection, keys: Sequence[str]) -> dict[str, tuple[Action, ActionReceipt | None]]:
    """Give actions by key, each with the receipt that holds for it."""
    found: dict[str, tuple[Action, ActionReceipt | None]] = {}
    for few in in_slices(keys):
        of_few = receipts.c.action.in_(few)
        newest = select(func.max(receipts.c.seq)).where(of_few).group_by(receipts.c.action)
        last = connection.execute(select(receipts).where(receipts.c.seq.in_(newest)))
        held = {row.action: _receipt(row) for row in last}
        rows = connection.execute(select(actions).where(actions.c.key.in_(few)).order_by(actions.c.seq))
        found |= {row.key: (_action(row), held.get(row.key)) for row in rows}
    return found


def of_plan(connection: Connection, plan: PlanId, *, state: ActionState) -> list[Action]:
    """List a takedown's actions in a state, in the order in which they were meant."""
    found = select(actions).join(outbox, outbox.c.key == actions.c.key).where(actions.c.plan == plan)
    return [_action(row) for row in connection.execute(found.where(outbox.c.state == state).order_by(actions.c.seq))]


def ever_in(connection: Connection, keys: Sequence[str], state: ActionState) -> frozenset[str]:
    """Say which of some actions were ever in a state."""
    found: set[str] = set()
    for few in in_slices(keys):
        rows = select(receipts.c.action).where(receipts.c.action.in_(few), receipts.c.state == state).distinct()
        found |= set(connection.execute(rows).scalars())
    return frozenset(found)


def decisions_of_plan(connection: Connection, plan: PlanId) -> frozenset[str]:
    """Name the decisions under which a takedown acts."""
    return frozenset(connection.execute(select(actions.c.decision).where(actions.c.plan == plan)).scalars())


def plans_by_decision(connection: Connection) -> dict[DecisionId, str]:
    """Say of each decision that a takedown was planned for by which plan."""
    found = select(actions.c.decision, actions.c.plan).where(actions.c.plan.is_not(None)).distinct()
    return {DecisionId(row.decision): row.plan for row in connection.execute(found)}


def accounts_since(connection: Connection, at_s: float) -> int:
    """Count the accounts that takedowns meant to reach since a time, in seconds since 1970; not what was called off."""
    found = (
        select(func.count(func.distinct(actions.c.account)))
        .join(outbox, outbox.c.key == actions.c.key)
        .where(outbox.c.plan != "", outbox.c.meant_at >= at_s, outbox.c.state != "called_off")
    )
    return connection.execute(found).scalar_one()


def _row(action: Action) -> dict[str, object]:
    return {
        "key": action.key,
        "decision": action.decision,
        "platform": action.about.platform,
        "account": action.about.id,
        "post": action.post,
        "measure": action.measure,
        "plan": action.plan,
        "stage": action.stage,
    }


def _action(row: Row[Any]) -> Action:
    about = Account(platform=Platform(row.platform), id=AccountId(row.account))
    return Action(
        key=row.key,
        decision=row.decision,
        about=about,
        measure=row.measure,
        post=row.post,
        plan=row.plan,
        stage=row.stage,
    )


def _receipt(row: Row[Any]) -> ActionReceipt:
    said = columns_of(row, but=("seq",))
    return msgspec.convert(said, type=ActionReceipt)
