"""The ledgers of gold cases and of what was answered to them, and who got which under which name."""

from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select

from cautery.kit.clock import rfc3339
from cautery.model.case import CaseId
from cautery.model.gold import GoldenAnswer, GoldenAssignment, GoldenCase
from cautery.store.desk_tables import gold_answers, gold_pulls, golds
from cautery.store.ledger import WriteTransaction, append_rows, columns_of


def append(tx: WriteTransaction, made: GoldenCase) -> None:
    """Keep that a case is gold. The log does not tell which: whoever reads it may get that case."""
    row = {"case": made.case, "decision": made.decision, "by": made.by, "at": rfc3339(made.at)}
    append_rows(tx, golds, [row], what="gold case", openly=("by",))


def every(connection: Connection) -> list[GoldenCase]:
    """List the gold cases, oldest first."""
    rows = connection.execute(select(golds).order_by(golds.c.seq))
    return [msgspec.convert(columns_of(row, but=("seq",)), type=GoldenCase) for row in rows]


def append_answer(tx: WriteTransaction, made: GoldenAnswer) -> None:
    """Keep what somebody answered. The log does not tell whether it was the agreed answer."""
    row: dict[str, object] = {"name": made.name, "case": made.case, "measure": made.measure, "clause": made.clause}
    said = {"reason": made.reason, "by": made.by, "at": rfc3339(made.at)}
    append_rows(tx, gold_answers, [row | said], what="gold answer", openly=())


def every_answer(connection: Connection) -> list[GoldenAnswer]:
    """List all answers, oldest first."""
    rows = connection.execute(select(gold_answers).order_by(gold_answers.c.seq))
    return [msgspec.convert(columns_of(row, but=("seq",)), type=GoldenAnswer) for row in rows]


def answer_to(connection: Connection, name: CaseId) -> GoldenAnswer | None:
    """Give what was answered; None before."""
    row = connection.execute(select(gold_answers).where(gold_answers.c.name == name)).first()
    return msgspec.convert(columns_of(row, but=("seq",)), type=GoldenAnswer) if row else None


def add_pull(connection: Connection, made: GoldenAssignment) -> None:
    """Note who got which gold case under which name."""
    row = {"name": made.name, "case": made.case, "person": made.person, "instead_of": made.instead_of}
    connection.execute(insert(gold_pulls).values(row | {"at": made.at.timestamp()}))


def pull(connection: Connection, name: CaseId) -> GoldenAssignment | None:
    """Give the pull of a name; None for the name of a usual case."""
    row = connection.execute(select(gold_pulls).where(gold_pulls.c.name == name)).first()
    return _pull(row) if row else None


def pulls_by(connection: Connection, person: str) -> list[GoldenAssignment]:
    """List what gold cases somebody got, oldest first."""
    found = select(gold_pulls).where(gold_pulls.c.person == person).order_by(gold_pulls.c.at, gold_pulls.c.name)
    return [_pull(row) for row in connection.execute(found)]


def behind(connection: Connection, name: CaseId) -> CaseId:
    """Give the case that a name stands for: itself, unless it is gold."""
    found = pull(connection, name)
    return found.case if found else name


def _pull(row: Row[Any]) -> GoldenAssignment:
    return GoldenAssignment(
        name=CaseId(row.name),
        case=CaseId(row.case),
        person=row.person,
        instead_of=CaseId(row.instead_of),
        at=datetime.fromtimestamp(row.at, UTC),
    )
