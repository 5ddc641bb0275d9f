"""The ledger of what account holders were told: that it was, and through which messenger. Never where, and never what."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, select

from cautery.kit.clock import rfc3339
from cautery.model.telling import Telling
from cautery.store.ledger import WriteTransaction, append_rows, columns_of, in_slices
from cautery.store.takedown_tables import tellings


def append(tx: WriteTransaction, made: Sequence[Telling]) -> None:
    """Keep what came of telling; the same of the same action once, however often it is tried."""
    known = {
        (action.action, action.outcome) for action in of_actions(tx.connection, [telling.action for telling in made])
    }
    rows = (
        {"action": telling.action, "outcome": telling.outcome, "through": telling.through, "at": rfc3339(telling.at)}
        for telling in made
        if (telling.action, telling.outcome) not in known
    )
    append_rows(tx, tellings, rows, what="telling", openly=("action", "outcome"))


def of_actions(connection: Connection, actions: Sequence[str]) -> list[Telling]:
    """List what came of telling the holders of some actions, oldest first."""
    found = []
    for few in in_slices(actions):
        rows = connection.execute(select(tellings).where(tellings.c.action.in_(few)).order_by(tellings.c.seq))
        found += [msgspec.convert(columns_of(row, but=("seq",)), type=Telling) for row in rows]
    return found
