"""The ledger of reopenings: which decided case waits again, since when, and what is new. The next decision closes it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, exists, func, select

from cautery.kit.canonical import canonical_json
from cautery.kit.clock import rfc3339
from cautery.model.case import Case, CaseId
from cautery.model.suspicion import Reason
from cautery.store.desk_tables import reopenings
from cautery.store.ledger import WriteTransaction, append_rows, in_slices
from cautery.store.schema import decisions


def append(tx: WriteTransaction, again: Sequence[Case]) -> None:
    """Keep that decided cases wait again, as they are given: opened anew, due anew, the new reason last."""
    rows = [
        {
            "case": case.id,
            "decided": _times_decided(tx.connection, case.id),
            "reason": canonical_json(case.reasons[-1]).decode(),
            "at": rfc3339(case.opened_at),
            "due": rfc3339(case.due),
        }
        for case in again
    ]
    append_rows(tx, reopenings, rows, what="case reopened", openly=("case", "due"))


def as_reopened(connection: Connection, found: Iterable[Case]) -> list[Case]:
    """Give cases as they wait now: what was reopened with its later due time and with what was new then."""
    opened = {case.id: case for case in found}
    for few in in_slices(list(opened)):
        rows = connection.execute(select(reopenings).where(reopenings.c.case.in_(few)).order_by(reopenings.c.seq))
        for row in rows:
            before = opened[CaseId(row.case)]
            new = msgspec.json.decode(row.reason, type=Reason)
            at, due = datetime.fromisoformat(row.at), datetime.fromisoformat(row.due)
            opened[before.id] = replace(before, reasons=(*before.reasons, new), opened_at=at, due=due)
    return list(opened.values())


def is_open(connection: Connection, case: CaseId) -> bool:
    """Say whether a case waits again after a decision."""
    return (
        connection.execute(select(reopenings.c.case).where(reopenings.c.case == case, is_reopened(case))).first()
        is not None
    )


def is_reopened(case: ColumnElement[str] | CaseId) -> ColumnElement[bool]:
    """Tell, within a query, whether a case was reopened and not decided since."""
    made = select(func.count()).select_from(decisions).where(decisions.c.case == case).scalar_subquery()
    return exists().where(reopenings.c.case == case, reopenings.c.decided == made)


def is_decided(case: ColumnElement[str]) -> ColumnElement[bool]:
    """Tell, within a query, whether a case is decided and was not reopened since."""
    return and_(exists().where(decisions.c.case == case), ~is_reopened(case))


def _times_decided(connection: Connection, case: CaseId) -> int:
    return connection.execute(select(func.count()).select_from(decisions).where(decisions.c.case == case)).scalar_one()
