"""The ledger of hooks: which programs are told what happens here. The last row about one holds."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, select

from cautery.kit.clock import rfc3339
from cautery.model.hook import Hook, HookId
from cautery.store.desk_tables import hooks
from cautery.store.ledger import WriteTransaction, append_rows


def append(tx: WriteTransaction, told: Hook) -> None:
    """Keep a hook, or that it ended."""
    row: dict[str, object] = {"id": told.id, "url": told.url, "kinds": " ".join(told.kinds), "active": int(told.active)}
    row |= {"form": None if told.form == "standard" else told.form}
    signed = {"by": told.by, "at": rfc3339(told.at)}
    append_rows(tx, hooks, [row | signed], what="hook", openly=("id", "kinds", "active"))


def get(connection: Connection, name: HookId) -> Hook | None:
    """Give a hook as it stands; None when there is none."""
    row = connection.execute(select(hooks).where(hooks.c.id == name).order_by(hooks.c.seq.desc()).limit(1)).first()
    return _hook(row) if row else None


def active(connection: Connection) -> Sequence[Hook]:
    """List the hooks that are told something, oldest first."""
    newest = select(func.max(hooks.c.seq)).group_by(hooks.c.id)
    found = select(hooks).where(hooks.c.seq.in_(newest), hooks.c.active == 1).order_by(hooks.c.seq)
    return [_hook(row) for row in connection.execute(found)]


def _hook(row: Row[Any]) -> Hook:
    said = {
        "id": row.id,
        "url": row.url,
        "kinds": row.kinds.split(),
        "active": bool(row.active),
        "form": row.form or "standard",
    }
    return msgspec.convert(said | {"by": row.by, "at": row.at}, type=Hook)
