"""The ledger of handlings: who is to look at a case, since when and why. The queue's own row says what holds now."""

import msgspec
from sqlalchemy import Connection, select, update

from cautery.kit.clock import rfc3339
from cautery.model.case import CaseId
from cautery.model.handling import Handling
from cautery.store.desk_tables import handlings
from cautery.store.ledger import WriteTransaction, append_rows, columns_of
from cautery.store.schema import waiting


def append(tx: WriteTransaction, made: Handling) -> None:
    """Keep a step, and let it hold in the queue."""
    row = {name: getattr(made, name) for name in ("case", "kind", "to", "reason", "by")}
    row |= {"until": rfc3339(made.until) if made.until else None, "at": rfc3339(made.at)}
    append_rows(tx, handlings, [row], what="case handled", openly=("case", "kind"))
    tx.connection.execute(update(waiting).where(waiting.c.case == made.case).values(_holds(made)))


def of_case(connection: Connection, case: CaseId) -> list[Handling]:
    """List a case's steps, oldest first."""
    rows = connection.execute(select(handlings).where(handlings.c.case == case).order_by(handlings.c.seq))
    return [msgspec.convert(columns_of(row, but=("seq",)), type=Handling) for row in rows]


def assigned_to(connection: Connection, person: str) -> list[CaseId]:
    """List the waiting cases that are assigned to somebody."""
    found = select(waiting.c.case).where(waiting.c.assignee == person).order_by(waiting.c.look_by, waiting.c.case)
    return [CaseId(name) for name in connection.execute(found).scalars()]


def _holds(made: Handling) -> dict[str, object]:
    match made.kind:
        case "assigned" | "handed over":
            return {"assignee": made.to, "snoozed_until": None}
        case "returned":
            return {"assignee": None}
        case "escalated":
            return {"escalated_to": made.to, "assignee": None, "snoozed_until": None}
        case "snoozed":
            return {"snoozed_until": made.until.timestamp() if made.until else None}
        case "woken":
            return {"snoozed_until": None}
