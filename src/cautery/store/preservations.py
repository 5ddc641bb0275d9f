"""The ledger of preserved copies and of each access to one; the copies stand apart, and go with their keys."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, LargeBinary, Row, cast, delete, insert, select

from cautery.kit.clock import rfc3339
from cautery.model.account import Account, AccountId, Platform
from cautery.model.preservation import Preservation, PreservationStep
from cautery.store.ledger import WriteTransaction, append_rows, columns_of, in_slices
from cautery.store.preservation_tables import preservation_steps, preservations, preserved

_PLAIN = ("id", "post", "case", "order", "basis", "document", "sealed_sha256", "key_sha256", "by")


def append(tx: WriteTransaction, made: Preservation, copy: bytes) -> None:
    """Keep a preservation and its encrypted copy."""
    row = {name: getattr(made, name) for name in _PLAIN}
    row |= {"platform": made.about.platform, "account": made.about.id}
    row |= {"expires_at": rfc3339(made.expires_at), "at": rfc3339(made.at)}
    openly = ("id", "basis", "sealed_sha256", "key_sha256", "expires_at")
    append_rows(tx, preservations, [row], what="preserved", openly=openly)
    tx.connection.execute(insert(preserved).values(id=made.id, copy=copy))


def append_step(tx: WriteTransaction, step: PreservationStep) -> None:
    """Keep a step; with the last one the copy goes."""
    row = {name: getattr(step, name) for name in ("preservation", "kind", "says", "purpose", "by")}
    row |= {"until": rfc3339(step.until) if step.until else None, "at": rfc3339(step.at)}
    append_rows(tx, preservation_steps, [row], what="preservation", openly=("preservation", "kind", "purpose"))
    if step.kind == "destroyed":
        tx.connection.execute(delete(preserved).where(preserved.c.id == step.preservation))


def every(connection: Connection) -> list[Preservation]:
    """List the preservations, oldest first, those that are gone too."""
    return [_read(row) for row in connection.execute(select(preservations).order_by(preservations.c.seq))]


def steps_of(connection: Connection, names: Sequence[str]) -> Mapping[str, list[PreservationStep]]:
    """List the steps of some preservations, oldest first."""
    found: dict[str, list[PreservationStep]] = {name: [] for name in names}
    for few in in_slices(names):
        rows = select(preservation_steps).where(preservation_steps.c.preservation.in_(few))
        for row in connection.execute(rows.order_by(preservation_steps.c.seq)):
            found[row.preservation].append(msgspec.convert(columns_of(row, but=("seq",)), type=PreservationStep))
    return found


def live(connection: Connection) -> list[Preservation]:
    """List the preservations that are not destroyed."""
    gone = select(preservation_steps.c.preservation).where(preservation_steps.c.kind == "destroyed")
    found = select(preservations).where(preservations.c.id.not_in(gone)).order_by(preservations.c.seq)
    return [_read(row) for row in connection.execute(found)]


def copy_of(connection: Connection, name: str) -> bytes | None:
    """Give an encrypted copy; None: it is gone."""
    found = select(cast(preserved.c.copy, LargeBinary)).where(preserved.c.id == name)
    copy = connection.execute(found).scalar()
    return None if copy is None else bytes(copy)


def _read(row: Row[Any]) -> Preservation:
    said = columns_of(row, but=("seq", "platform", "account"))
    about = Account(platform=Platform(row.platform), id=AccountId(row.account))
    return msgspec.convert({**said, "about": about}, type=Preservation)
