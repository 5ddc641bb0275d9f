"""Which account was taken to continue which. Computed from the ledger of cases as it grows, for a page must answer at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, or_, select

from cautery.kit.clock import parse_time
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.store.ledger import in_slices
from cautery.store.schema import cases, continuations


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinuationLink:
    """That a case takes an account to continue an earlier one."""

    account: Account
    earlier: Account
    case: CaseId
    at: datetime
    chance: float | None


def add(connection: Connection, opened: Sequence[Case]) -> None:
    """Tell of newly opened cases which account they take to continue which."""
    rows = [
        {
            "case": case.id,
            "platform": case.about.platform,
            "account": case.about.id,
            "earlier_platform": case.continues.earlier.platform,
            "earlier_account": case.continues.earlier.id,
        }
        for case in opened
        if case.continues is not None
    ]
    if rows:
        connection.execute(insert(continuations), rows)


def touching(connection: Connection, account: Account) -> list[CaseId]:
    """List the cases that say of an account what it continues, or what continues it, oldest first."""
    here, earlier = continuations.c.account == account.id, continuations.c.earlier_account == account.id
    found = (
        select(cases.c.id, continuations)
        .join(cases, cases.c.id == continuations.c.case)
        .where(or_(here, earlier))
        .order_by(cases.c.seq)
    )
    return [
        CaseId(row.id)
        for row in connection.execute(found)
        if account in (_account(row.platform, row.account), _account(row.earlier_platform, row.earlier_account))
    ]


def links_among(connection: Connection, accounts: Collection[Account]) -> list[ContinuationLink]:
    """List what cases say that some accounts continue, and what continues them, oldest first."""
    rows: dict[str, Row[Any]] = {}
    for few in in_slices(sorted({about.id for about in accounts})):
        here = or_(continuations.c.account.in_(few), continuations.c.earlier_account.in_(few))
        found = (
            select(continuations, cases.c.seq, cases.c.opened_at, cases.c.chance)
            .join(cases, cases.c.id == continuations.c.case)
            .where(here)
        )
        rows |= {row.case: row for row in connection.execute(found)}
    links = [
        ContinuationLink(
            account=_account(row.platform, row.account),
            earlier=_account(row.earlier_platform, row.earlier_account),
            case=CaseId(row.case),
            at=parse_time(row.opened_at),
            chance=row.chance,
        )
        for row in sorted(rows.values(), key=lambda row: row.seq)
    ]
    return [link for link in links if link.account in accounts or link.earlier in accounts]


def of_some(connection: Connection, earlier: Collection[Account]) -> list[CaseId]:
    """List the cases that say that somebody continues one of some accounts, oldest first."""
    found = (
        select(cases.c.id, continuations)
        .join(cases, cases.c.id == continuations.c.case)
        .where(cases.c.origin == "return")
        .order_by(cases.c.seq)
    )
    return [
        CaseId(row.id)
        for row in connection.execute(found)
        if _account(row.earlier_platform, row.earlier_account) in earlier
    ]


def latest(connection: Connection, *, most: int) -> list[Account]:
    """List the accounts that were last taken to continue another, newest first."""
    found = (
        select(continuations.c.platform, continuations.c.account)
        .join(cases, cases.c.id == continuations.c.case)
        .order_by(cases.c.seq.desc())
        .limit(most)
    )
    return list(dict.fromkeys(_account(row.platform, row.account) for row in connection.execute(found)))


def _account(platform: str, name: str) -> Account:
    return Account(platform=Platform(platform), id=AccountId(name))
