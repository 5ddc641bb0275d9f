"""The ledger of exhibits: what a case shows, kept as it was when the case was opened."""

from collections.abc import Collection, Sequence

import msgspec
from sqlalchemy import Connection, LargeBinary, cast, func, select

from cautery.kit.canonical import canonical_json
from cautery.kit.clock import rfc3339
from cautery.kit.compressed import pack, unpack
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import CaseId
from cautery.model.exhibit import Exhibit
from cautery.store.desk_tables import reopenings
from cautery.store.ledger import WriteTransaction, append_rows, in_slices
from cautery.store.schema import cases, exhibits, waiting
from cautery.store.waiting import describe_case


def append(tx: WriteTransaction, shown: Sequence[Exhibit]) -> None:
    """Keep what cases show."""
    rows = (
        {"case": exhibit.case, "shown": pack(canonical_json(exhibit)), "at": rfc3339(exhibit.at)} for exhibit in shown
    )
    append_rows(tx, exhibits, rows, what="exhibit", openly=("case",))
    for exhibit in shown:
        face = exhibit.face
        describe_case(
            tx.connection,
            exhibit.case,
            language=exhibit.language,
            handle=face.handle,
            followers=face.followers,
            created=face.created_at,
        )


def of_case(connection: Connection, case: CaseId) -> Exhibit | None:
    """Give what a case shows; None when nothing was kept for it."""
    return of_cases(connection, [case]).get(case)


def of_cases(connection: Connection, names: Sequence[CaseId]) -> dict[CaseId, Exhibit]:
    """Give what some cases show; those for which nothing was kept are not there."""
    last: dict[CaseId, bytes] = {}
    for few in in_slices(names):
        found = select(exhibits.c.case, cast(exhibits.c.shown, LargeBinary)).where(exhibits.c.case.in_(few))
        last |= {CaseId(case): shown for case, shown in connection.execute(found.order_by(exhibits.c.seq))}
    return {case: msgspec.json.decode(unpack(shown), type=Exhibit) for case, shown in last.items()}


def handles_of(connection: Connection, accounts: Collection[Account]) -> dict[Account, str]:
    """Say how some accounts called themselves, as the last case about each shows; who has no case is not there."""
    found: dict[Account, str] = {}
    for few in in_slices(sorted({account.id for account in accounts})):
        shown = (
            select(cases.c.platform, cases.c.account, cast(exhibits.c.shown, LargeBinary).label("shown"))
            .join(exhibits, exhibits.c.case == cases.c.id)
            .where(cases.c.account.in_(few))
            .order_by(exhibits.c.seq)
        )
        for row in connection.execute(shown):
            handle = msgspec.json.decode(unpack(row.shown), type=Exhibit).face.handle
            if handle:
                found[Account(platform=Platform(row.platform), id=AccountId(row.account))] = handle
    return found


def cases_without(connection: Connection) -> list[CaseId]:
    """List the waiting cases for which nothing is kept yet, or nothing since they were reopened."""
    kept = select(func.count()).select_from(exhibits).where(exhibits.c.case == waiting.c.case).scalar_subquery()
    again = select(func.count()).select_from(reopenings).where(reopenings.c.case == waiting.c.case).scalar_subquery()
    found = select(waiting.c.case).where(kept <= again).order_by(waiting.c.look_by, waiting.c.case)
    return [CaseId(name) for name in connection.execute(found).scalars()]
