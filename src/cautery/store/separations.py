"""The ledger of separations: pairs of accounts of which a person said that they are two hands. They are never linked again."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from cautery.kit.clock import rfc3339
from cautery.model.account import Account, AccountId, Platform
from cautery.model.operator import Separation
from cautery.store.ledger import WriteTransaction, append_rows
from cautery.store.schema import separations


def append(tx: WriteTransaction, one: Account, other: Account, *, reason: str, at: datetime) -> None:
    """Keep that two accounts are not one hand."""
    row = {
        "platform": one.platform,
        "account": one.id,
        "other_platform": other.platform,
        "other_account": other.id,
        "reason": reason,
        "by": tx.by,
        "at": rfc3339(at),
    }
    append_rows(tx, separations, [row], what="separation", openly=())


def every(connection: Connection) -> frozenset[frozenset[Account]]:
    """List all pairs that were set apart."""
    return frozenset(frozenset((said.one, said.other)) for said in listed(connection))


def listed(connection: Connection) -> list[Separation]:
    """List what people said when they set pairs apart, oldest first."""
    return [_separation(row) for row in connection.execute(select(separations).order_by(separations.c.seq))]


def _separation(row: Row[Any]) -> Separation:
    return Separation(
        one=Account(platform=Platform(row.platform), id=AccountId(row.account)),
        other=Account(platform=Platform(row.other_platform), id=AccountId(row.other_account)),
        reason=row.reason,
        by=row.by,
        at=datetime.fromisoformat(row.at),
    )
