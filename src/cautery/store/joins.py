"""The ledger of joins: which case waits with which other, because both are about one account."""

from sqlalchemy import Connection, select

from cautery.model.case import CaseId
from cautery.store.desk_tables import joins
from cautery.store.ledger import WriteTransaction, append_rows


def append(tx: WriteTransaction, case: CaseId, *, into: CaseId) -> None:
    """Keep that a case waits with another from now on."""
    append_rows(tx, joins, [{"case": case, "into": into}], what="join", openly=("case", "into"))


def into(connection: Connection, case: CaseId) -> CaseId:
    """Give the case that leads: itself, unless it was joined to another."""
    leads = case
    while (found := connection.execute(select(joins.c.into).where(joins.c.case == leads)).scalar()) is not None:
        leads = CaseId(found)
    return leads


def of(connection: Connection, case: CaseId) -> list[CaseId]:
    """List the cases that are joined to one, and those that are joined to these."""
    found: list[CaseId] = []
    ahead = [case]
    while ahead:
        rows = connection.execute(select(joins.c.case).where(joins.c.into.in_(ahead)).order_by(joins.c.seq)).scalars()
        ahead = [CaseId(name) for name in rows]
        found += ahead
    return found
