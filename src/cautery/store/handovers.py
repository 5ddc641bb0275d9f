"""The ledger of what was handed over, and the rows that can be handed over with the log's proof."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, LargeBinary, Table, cast, select

from cautery.kit.canonical import canonical_json
from cautery.kit.clock import rfc3339
from cautery.model.case import CaseId
from cautery.store.audit import LEDGERS
from cautery.store.ledger import WriteTransaction, append_rows, columns_of
from cautery.store.preservation_tables import handovers
from cautery.store.schema import actions, audit, audit_facts, committed, decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvableRow:
    """A row of a ledger with its entry of the log, and what opens the entry's commitment to it."""

    number: int
    ledger: str
    entry: str
    salt: str
    """In hex."""
    row: str
    """Canonical JSON: with the salt before it, its SHA-256 is the entry's commitment."""


def append(tx: WriteTransaction, name: str, recipient: str, document: str, manifest_sha256: str) -> int:
    """Keep that something was handed over; gives the number of its entry in the log."""
    row = {"id": name, "recipient": recipient, "document": document, "manifest_sha256": manifest_sha256, "by": tx.by}
    append_rows(tx, handovers, [row | {"at": rfc3339(tx.at)}], what="handed over", openly=("id", "manifest_sha256"))
    last = select(audit.c.number).order_by(audit.c.number.desc()).limit(1)
    return int(tx.connection.execute(last).scalar_one())


def rows_of(connection: Connection, *, order: str, cases: Sequence[CaseId]) -> list[ProvableRow]:
    """Give all rows of an order and of cases that were not erased, in the order of the log."""
    made = list(connection.execute(select(decisions.c.id).where(decisions.c.case.in_(cases))).scalars())
    meant = list(connection.execute(select(actions.c.key).where(actions.c.decision.in_(made))).scalars())
    named = {
        "orders": ("id", [order]),
        "order_steps": ("order", [order]),
        "cases": ("id", cases),
        "exhibits": ("case", cases),
        "notices": ("case", cases),
        "decisions": ("id", made),
        "actions": ("key", meant),
        "receipts": ("action", meant),
        "appeals": ("decision", made),
    }
    found = [
        row for ledger, (column, names) in named.items() for row in _rows(connection, LEDGERS[ledger], column, names)
    ]
    return sorted(found, key=lambda row: row.number)


def entries(connection: Connection) -> list[bytes]:
    """Give all entries of the log, in their order."""
    return [
        bytes(raw)
        for raw in connection.execute(select(cast(audit.c.entry, LargeBinary)).order_by(audit.c.number)).scalars()
    ]


def _rows(connection: Connection, table: Table, column: str, names: Sequence[str]) -> list[ProvableRow]:
    columns = [cast(one, LargeBinary).label(one.name) if isinstance(one.type, LargeBinary) else one for one in table.c]
    found = []
    for row in connection.execute(select(*columns).where(table.c[column].in_(names)).order_by(table.c.seq)):
        fact = select(audit_facts.c.number, cast(audit_facts.c.salt, LargeBinary).label("salt"))
        fact = fact.where(audit_facts.c.ledger == table.name, audit_facts.c.fact == str(row.seq))
        held = connection.execute(fact).first()
        if held is not None:
            entry = select(cast(audit.c.entry, LargeBinary)).where(audit.c.number == held.number)
            raw = bytes(connection.execute(entry).scalar_one())
            plain = canonical_json(committed(table, columns_of(row, but=())))
            found.append(
                ProvableRow(
                    number=held.number,
                    ledger=str(table.name),
                    entry=raw.decode(),
                    salt=bytes(held.salt).hex(),
                    row=plain.decode(),
                )
            )
    return found
