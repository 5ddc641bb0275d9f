"""The ledger of cases: questions for people. A case is open until a decision names it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, exists, select

from cautery.kit.canonical import canonical_json
from cautery.kit.clock import rfc3339
from cautery.model.case import Case, CaseId
from cautery.store.case_rows import case_of
from cautery.store.ledger import Writing, append_rows, columns_of
from cautery.store.schema import cases, decisions


def append(tx: Writing, opened: Sequence[Case]) -> None:
    """Keep newly opened cases."""
    append_rows(tx, cases, map(_row, opened), what="case", openly=("id", "origin", "due"))


def get(connection: Connection, case: CaseId) -> Case | None:
    """Give a case by its id; None when there is none."""
    row = connection.execute(select(cases).where(cases.c.id == case)).first()
    return _case(row) if row else None


def undecided(connection: Connection) -> list[Case]:
    """List the cases that nobody has decided, the one that is due first ahead."""
    decided = exists().where(decisions.c.case == cases.c.id)
    found = select(cases).where(~decided).order_by(cases.c.seq)
    return sorted((_case(row) for row in connection.execute(found)), key=lambda case: case.due)


def every(connection: Connection) -> list[Case]:
    """List all cases, oldest first."""
    return [_case(row) for row in connection.execute(select(cases).order_by(cases.c.seq))]


def _row(case: Case) -> dict[str, object]:
    return {
        "id": case.id,
        "platform": case.about.platform,
        "account": case.about.id,
        "post": case.post,
        "origin": case.origin,
        "chance": None if case.chance is None else float(case.chance),
        "reasons": canonical_json(case.reasons).decode(),
        "opened_at": rfc3339(case.opened_at),
        "due": rfc3339(case.due),
        "continues": canonical_json(case.continues).decode() if case.continues else None,
    }


def _case(row: Row[Any]) -> Case:
    return case_of(columns_of(row, but=()))
