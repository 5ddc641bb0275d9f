"""What hooks are told: written in the transaction of the fact itself, so that neither is without the other.

Not facts: they are changed as they are tried, and what a program was told is forgotten after a while.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, bindparam, delete, func, insert, select, update

from cautery.kit.canonical import canonical_json
from cautery.kit.clock import rfc3339
from cautery.model.hook import DUTY, HOLDERS, HookId, Message, MessageKind
from cautery.store.desk_tables import messages
from cautery.store.hooks import active
from cautery.store.ledger import WriteTransaction, columns_of, in_slices

KEPT = timedelta(days=7)
INSIDE = (DUTY, HOLDERS)
"""Whose messages stay: nobody is told the same twice, however much later. Whoever must be woken comes first."""
State = Literal["waiting", "delivered", "parked"]


def queue_webhooks(tx: WriteTransaction, kind: MessageKind, facts: Iterable[Mapping[str, object]]) -> None:
    """Let every hook that asked for it be told of some facts; they are due at once."""
    listening = [hook for hook in active(tx.connection) if kind in hook.kinds]
    rows = [
        _row(tx, f"msg_{uuid.uuid4().hex}", hook.id, kind, fact)
        for fact in (facts if listening else ())
        for hook in listening
    ]
    if rows:
        tx.connection.execute(insert(messages), rows)


def queue_notifications(
    tx: WriteTransaction, to: HookId, kind: MessageKind, facts: Mapping[str, Mapping[str, object]]
) -> tuple[str, ...]:
    """Let account holders or people on duty be told of some facts, each once for ever; names those that are new.

    Args:
        facts: by the id of the message, which says what it is about.
    """
    known = some(tx.connection, list(facts))
    rows = [_row(tx, name, to, kind, fact) for name, fact in facts.items() if name not in known]
    for few in in_slices(rows):
        tx.connection.execute(insert(messages), few)
    return tuple(name for name in facts if name not in known)


def holder_message(action: str) -> str:
    """Name the message that tells a holder of an action."""
    return f"holder_{action}"


def some(connection: Connection, names: Sequence[str]) -> dict[str, Message]:
    """Give some messages by their ids."""
    found: dict[str, Message] = {}
    for few in in_slices(names):
        rows = connection.execute(select(messages).where(messages.c.id.in_(few)).order_by(messages.c.number))
        found |= {row.id: _message(row) for row in rows}
    return found


def take_due(
    connection: Connection, *, at: datetime, held: timedelta, most: int, inside: bool = False
) -> list[Message]:
    """Give what is due, the longest waiting first; whoever takes it has so long to say what came of it.

    Args:
        inside: what people on duty and then account holders are told, and not what programs are.
    """
    connection.execute(
        delete(messages).where(
            messages.c.state == "delivered",
            messages.c.hook.not_in(INSIDE),
            messages.c.next_at < (at - KEPT).timestamp(),
        )
    )
    due: list[Message] = []
    for meant in [messages.c.hook == who for who in INSIDE] if inside else [messages.c.hook.not_in(INSIDE)]:
        found = select(messages).where(meant, *_is_due(at)).order_by(messages.c.next_at, messages.c.number)
        due += [_message(row) for row in connection.execute(found.limit(most - len(due)))]
    _change(connection, [message.id for message in due], next_at=(at + held).timestamp())
    return due


def take_same(connection: Connection, like: Message, *, at: datetime, held: timedelta, most: int) -> list[Message]:
    """Give all else that is due to the same hook and of the same kind, to be told in one."""
    same = (messages.c.hook == like.hook, messages.c.kind == like.kind, messages.c.id != like.id)
    found = select(messages).where(*same, *_is_due(at)).order_by(messages.c.number).limit(most)
    due = [_message(row) for row in connection.execute(found)]
    for few in in_slices([message.id for message in due]):
        _change(connection, few, next_at=(at + held).timestamp())
    return due


def last_told(connection: Connection, like: Message) -> datetime | None:
    """Say when a hook was last told something of a kind; None: never, or not for long."""
    same = (messages.c.hook == like.hook, messages.c.kind == like.kind, messages.c.state == "delivered")
    last = connection.execute(select(func.max(messages.c.next_at)).where(*same)).scalar()
    return None if last is None else datetime.fromtimestamp(last, UTC)


def put_off(connection: Connection, names: Sequence[str], *, until: datetime) -> None:
    """Let messages wait until a time."""
    for few in in_slices(names):
        _change(connection, few, next_at=until.timestamp())


def keep(connection: Connection, message: str, *, state: State, tries: int, next_at: datetime, says: str) -> None:
    """Keep what came of a try."""
    _change(connection, [message], state=state, tries=tries, next_at=next_at.timestamp(), says=says)


def keep_each(connection: Connection, came: Sequence[Message]) -> None:
    """Keep what came of many tries: of each its state, tries, next time and last words."""
    rows = [
        {
            "of": message.id,
            "state": message.state,
            "tries": message.tries,
            "next_at": message.next_at.timestamp(),
            "says": message.says,
        }
        for message in came
    ]
    if rows:
        connection.execute(update(messages).where(messages.c.id == bindparam("of")), rows)


def are_due(connection: Connection, *, at: datetime) -> bool:
    """Say whether people on duty or account holders are to be told something now."""
    found = select(messages.c.number).where(messages.c.hook.in_(INSIDE), *_is_due(at)).limit(1)
    return connection.execute(found).first() is not None


def send_again(connection: Connection, hook: HookId) -> int:
    """Let all that was given up for a hook be tried anew; returns how much that is."""
    found = update(messages).where(messages.c.hook == hook, messages.c.state == "parked")
    return connection.execute(found.values(state="waiting", tries=0, next_at=0.0)).rowcount


def drop(connection: Connection, hook: HookId) -> None:
    """Forget what a hook was to be told: it was ended."""
    connection.execute(delete(messages).where(messages.c.hook == hook))


def count(connection: Connection) -> Mapping[tuple[HookId, State], int]:
    """Count messages by hook and state."""
    groups = messages.c.hook, messages.c.state
    rows = connection.execute(select(*groups, func.count()).group_by(*groups).order_by(*groups))
    return {(HookId(row[0]), row[1]): row[2] for row in rows}


def latest(connection: Connection, hook: HookId, *, state: State, most: int) -> list[Message]:
    """List a hook's messages in a state, newest first."""
    found = select(messages).where(messages.c.hook == hook, messages.c.state == state)
    return [_message(row) for row in connection.execute(found.order_by(messages.c.number.desc()).limit(most))]


def _row(
    tx: WriteTransaction, name: str, to: HookId, kind: MessageKind, fact: Mapping[str, object]
) -> dict[str, object]:
    return {
        "id": name,
        "hook": to,
        "kind": kind,
        "body": canonical_json({"type": kind, "timestamp": rfc3339(tx.at), "data": fact}).decode(),
        "tries": 0,
        "state": "waiting",
        "next_at": 0.0,
        "says": "",
    }


def _is_due(at: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return messages.c.state == "waiting", messages.c.next_at <= at.timestamp()


def _change(connection: Connection, names: Sequence[str], **values: object) -> None:
    connection.execute(update(messages).where(messages.c.id.in_(names)).values(**values))


def _message(row: Row[Any]) -> Message:
    said = columns_of(row, but=("number", "next_at"))
    return msgspec.convert(said | {"next_at": datetime.fromtimestamp(row.next_at, UTC)}, type=Message)
