"""The ledger of cases: questions for people. A case is open until a decision names it."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, exists, select

from cautery.kit.canonical import canonical_json
from cautery.kit.clock import rfc3339
from cautery.model.account import Account
from cautery.model.case import Case, CaseId
from cautery.store import continuations, messages, waiting
from cautery.store.case_rows import case_of
from cautery.store.ledger import WriteTransaction, append_rows, columns_of, in_slices
from cautery.store.schema import cases, decisions


def append(tx: WriteTransaction, opened: Sequence[Case]) -> None:
    """Keep newly opened cases; they wait from now on, and what they take to continue what can be asked."""
    append_rows(tx, cases, map(_row, opened), what="case", openly=("id", "origin", "due"))
    waiting.add(tx.connection, opened)
    messages.queue_webhooks(tx, "case.opened", ({"case": case.id, **_told(case)} for case in opened))
    continuations.add(tx.connection, opened)


def get(connection: Connection, case: CaseId) -> Case | None:
    """Give a case by its id; None when there is none."""
    row = connection.execute(select(cases).where(cases.c.id == case)).first()
    return _case(row) if row else None


def undecided(connection: Connection) -> list[Case]:
    """List the cases that nobody has decided, the one that is due first ahead."""
    decided = exists().where(decisions.c.case == cases.c.id)
    found = select(cases).where(~decided).order_by(cases.c.seq)
    return sorted((_case(row) for row in connection.execute(found)), key=lambda case: case.due)


def some(connection: Connection, names: Sequence[CaseId]) -> dict[CaseId, Case]:
    """Give some cases by their ids."""
    found: dict[CaseId, Case] = {}
    for few in in_slices(names):
        rows = connection.execute(select(cases).where(cases.c.id.in_(few)).order_by(cases.c.seq))
        found |= {CaseId(row.id): _case(row) for row in rows}
    return found


def about(connection: Connection, account: Account) -> list[Case]:
    """List the cases about an account or its items, oldest first."""
    return about_some(connection, [account])


def about_some(connection: Connection, accounts: Collection[Account]) -> list[Case]:
    """List the cases about some accounts or their items, an account's oldest first."""
    wanted = set(accounts)
    found = []
    for few in in_slices(sorted({account.id for account in wanted})):
        rows = connection.execute(select(cases).where(cases.c.account.in_(few)).order_by(cases.c.seq))
        found += [case for case in map(_case, rows) if case.about in wanted]
    return found


def every(connection: Connection) -> list[Case]:
    """List all cases, oldest first."""
    return [_case(row) for row in connection.execute(select(cases).order_by(cases.c.seq))]


def _told(case: Case) -> dict[str, object]:
    """Say what hooks are told of a case: which, about whom and by when, and nothing that was said."""
    return {
        "platform": case.about.platform,
        "account": case.about.id,
        "post": case.post,
        "origin": case.origin,
        "due": rfc3339(case.due),
    }


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
        "harm": None if case.harm is None else float(case.harm),
    }


def _case(row: Row[Any]) -> Case:
    return case_of(columns_of(row, but=()))
