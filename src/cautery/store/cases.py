"""The ledger of cases: questions for people. A case is open until a decision names it."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Select, select

from cautery.kit.canonical import canonical_json
from cautery.kit.clock import rfc3339
from cautery.model.account import Account
from cautery.model.case import Case, CaseId
from cautery.store import continuations, messages, reopenings, waiting
from cautery.store.case_rows import case_of
from cautery.store.ledger import WriteTransaction, append_rows, columns_of, in_slices
from cautery.store.schema import cases


def append(tx: WriteTransaction, opened: Sequence[Case]) -> None:
    """Keep newly opened cases; they wait from now on, and what they take to continue what can be asked."""
    append_rows(tx, cases, map(_row, opened), what="case", openly=("id", "origin", "due"))
    waiting.add(tx.connection, opened)
    messages.queue_webhooks(tx, "case.opened", ({"case": case.id, **_told(case)} for case in opened))
    continuations.add(tx.connection, opened)


def get(connection: Connection, case: CaseId) -> Case | None:
    """Give a case by its id; None when there is none."""
    return next(iter(_read(connection, select(cases).where(cases.c.id == case))), None)


def undecided(connection: Connection) -> list[Case]:
    """List the cases that nobody has decided, or that were reopened since, the one that is due first ahead."""
    found = select(cases).where(~reopenings.is_decided(cases.c.id)).order_by(cases.c.seq)
    return sorted(_read(connection, found), key=lambda case: case.due)


def some(connection: Connection, names: Sequence[CaseId]) -> dict[CaseId, Case]:
    """Give some cases by their ids."""
    found: dict[CaseId, Case] = {}
    for few in in_slices(names):
        listed = _read(connection, select(cases).where(cases.c.id.in_(few)).order_by(cases.c.seq))
        found |= {case.id: case for case in listed}
    return found


def about(connection: Connection, account: Account) -> list[Case]:
    """List the cases about an account or its items, oldest first."""
    return about_some(connection, [account])


def about_some(connection: Connection, accounts: Collection[Account]) -> list[Case]:
    """List the cases about some accounts or their items, an account's oldest first."""
    wanted = set(accounts)
    found = []
    for few in in_slices(sorted({account.id for account in wanted})):
        listed = _read(connection, select(cases).where(cases.c.account.in_(few)).order_by(cases.c.seq))
        found += [case for case in listed if case.about in wanted]
    return found


def every(connection: Connection) -> list[Case]:
    """List all cases, oldest first."""
    return _read(connection, select(cases).order_by(cases.c.seq))


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


def _read(connection: Connection, found: Select[Any]) -> list[Case]:
    rows = connection.execute(found)
    return reopenings.as_reopened(connection, [case_of(columns_of(row, but=())) for row in rows])
