"""Which accounts bear a name here: by their platform's id, by indexes; by how they call themselves, only while a case waits."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select, union

from cautery.model.account import Account, AccountId, Platform
from cautery.store.schema import cases, continuations, decisions, memberships, waiting

MOST = 50


def accounts_spelled(connection: Connection, platform: Platform, spelled: Sequence[str]) -> list[Account]:
    """List a platform's accounts with a case or a label whose id is spelled so, but for case (of ASCII letters)."""
    low = [name.lower() for name in spelled]
    told = union(
        *(
            select(table.c.platform, table.c.account).where(
                table.c.platform == platform, func.lower(table.c.account).in_(low)
            )
            for table in (cases, decisions)
        )
    ).subquery()
    found = select(told.c.platform, told.c.account).order_by(told.c.account).limit(MOST)
    return [Account(platform=Platform(row.platform), id=AccountId(row.account)) for row in connection.execute(found)]


def accounts_named(connection: Connection, name: str) -> list[Account]:
    """List the accounts that ledgers tell of under a name; where a label names no platform, it is ''."""
    told = union(
        *(
            select(platform.label("platform"), account.label("account")).where(account == name)
            for platform, account in (
                (cases.c.platform, cases.c.account),
                (decisions.c.platform, decisions.c.account),
                (memberships.c.platform, memberships.c.account),
                (continuations.c.earlier_platform, continuations.c.earlier_account),
            )
        ),
        select(cases.c.platform, cases.c.account)
        .join(waiting, waiting.c.case == cases.c.id)
        .where(waiting.c.handle == name),
    ).subquery()
    found = select(told.c.platform, told.c.account).order_by(told.c.platform, told.c.account).limit(MOST)
    return [Account(platform=Platform(row.platform), id=AccountId(row.account)) for row in connection.execute(found)]
