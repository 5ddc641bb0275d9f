"""The ledger of exhibits: what a case shows, kept as it was when the case was opened."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, LargeBinary, cast, exists, select

from cautery.kit.canonical import canonical_json
from cautery.kit.clock import rfc3339
from cautery.kit.compressed import pack, unpack
from cautery.model.case import CaseId
from cautery.model.exhibit import Exhibit
from cautery.store.ledger import Writing, append_rows
from cautery.store.schema import exhibits, waiting
from cautery.store.waiting import tell


def append(tx: Writing, shown: Sequence[Exhibit]) -> None:
    """Keep what cases show."""
    rows = ({"case": one.case, "shown": pack(canonical_json(one)), "at": rfc3339(one.at)} for one in shown)
    append_rows(tx, exhibits, rows, what="exhibit", openly=("case",))
    for one in shown:
        tell(tx.connection, one.case, language=one.language, handle=one.face.handle)


def of_case(connection: Connection, case: CaseId) -> Exhibit | None:
    """Give what a case shows; None when nothing was kept for it."""
    found = select(cast(exhibits.c.shown, LargeBinary)).where(exhibits.c.case == case)
    row = connection.execute(found.order_by(exhibits.c.seq.desc()).limit(1)).first()
    return msgspec.json.decode(unpack(row[0]), type=Exhibit) if row else None


def cases_without(connection: Connection) -> list[CaseId]:
    """List the waiting cases for which nothing is kept yet."""
    there = exists().where(exhibits.c.case == waiting.c.case)
    found = select(waiting.c.case).where(~there).order_by(waiting.c.look_by, waiting.c.case)
    return [CaseId(name) for name in connection.execute(found).scalars()]
