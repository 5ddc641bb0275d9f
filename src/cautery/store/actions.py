"""The ledgers of actions and of their receipts: what was meant to happen on a platform, and what became of it."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, exists, func, select

from cautery.kit.clock import rfc3339
from cautery.model.account import Account, AccountId, Platform
from cautery.model.action import Action, ActionState, Receipt
from cautery.model.decision import DecisionId
from cautery.model.hook import MessageKind
from cautery.store import messages
from cautery.store.ledger import Writing, append_rows, columns_of
from cautery.store.schema import actions, decisions, receipts

TOLD: Mapping[ActionState, MessageKind] = {
    "confirmed": "action.confirmed",
    "parked": "action.parked",
    "undone": "action.undone",
}
"""What hooks are told of a receipt."""


def append(tx: Writing, intended: Sequence[Action]) -> None:
    """Keep intents, in the transaction of their decision."""
    append_rows(tx, actions, map(_row, intended), what="action", openly=("key", "decision", "measure"))


def append_receipts(tx: Writing, got: Sequence[Receipt]) -> None:
    """Keep what became of actions."""
    rows = (
        {"action": one.action, "state": one.state, "at": rfc3339(one.at), "says": one.says, "undo": one.undo}
        for one in got
    )
    append_rows(tx, receipts, rows, what="receipt", openly=("action", "state"))
    for state, kind in TOLD.items():
        messages.tell(tx, kind, ({"action": one.action} for one in got if one.state == state))


def by_key(connection: Connection, key: str) -> Action | None:
    """Give an action by what it means; None when nobody meant it."""
    row = connection.execute(select(actions).where(actions.c.key == key)).first()
    return _action(row) if row else None


def latest_receipt(connection: Connection, key: str) -> Receipt | None:
    """Give the receipt that holds for an action; None when it was never sent."""
    found = select(receipts).where(receipts.c.action == key).order_by(receipts.c.seq.desc()).limit(1)
    row = connection.execute(found).first()
    return _receipt(row) if row else None


def waiting(connection: Connection) -> list[Action]:
    """List the actions without any receipt: meant, and never tried."""
    tried = select(receipts.c.action)
    found = select(actions).where(actions.c.key.not_in(tried)).order_by(actions.c.seq)
    return [_action(row) for row in connection.execute(found)]


def in_state(connection: Connection, state: str) -> list[Action]:
    """List the actions whose latest receipt says this state."""
    newest = select(func.max(receipts.c.seq)).group_by(receipts.c.action)
    keys = select(receipts.c.action).where(receipts.c.seq.in_(newest), receipts.c.state == state)
    found = select(actions).where(actions.c.key.in_(keys)).order_by(actions.c.seq)
    return [_action(row) for row in connection.execute(found)]


def of_decision(connection: Connection, decision: DecisionId) -> list[tuple[Action, Receipt | None]]:
    """List what a decision meant to happen, oldest first, each with the receipt that holds."""
    found = select(actions).where(actions.c.decision == decision).order_by(actions.c.seq)
    meant = [_action(row) for row in connection.execute(found)]
    return [(action, latest_receipt(connection, action.key)) for action in meant]


def of_replaced_decisions(connection: Connection) -> list[Action]:
    """List the actions that reached their platform, and whose decision a later one about the account, in its case, replaced."""
    later = decisions.alias("later")
    replaced = exists().where(
        decisions.c.id == actions.c.decision,
        later.c.case == decisions.c.case,
        later.c.platform == decisions.c.platform,
        later.c.account == decisions.c.account,
        later.c.seq > decisions.c.seq,
    )
    newest = select(func.max(receipts.c.seq)).group_by(receipts.c.action)
    there = select(receipts.c.action).where(receipts.c.seq.in_(newest), receipts.c.state.in_(("sent", "confirmed")))
    found = select(actions).where(actions.c.key.in_(there), replaced).order_by(actions.c.seq)
    return [_action(row) for row in connection.execute(found)]


def _row(action: Action) -> dict[str, object]:
    return {
        "key": action.key,
        "decision": action.decision,
        "platform": action.about.platform,
        "account": action.about.id,
        "post": action.post,
        "measure": action.measure,
    }


def _action(row: Row[Any]) -> Action:
    about = Account(platform=Platform(row.platform), id=AccountId(row.account))
    return Action(key=row.key, decision=row.decision, about=about, measure=row.measure, post=row.post)


def _receipt(row: Row[Any]) -> Receipt:
    said = columns_of(row, but=("seq",))
    return msgspec.convert(said, type=Receipt)
