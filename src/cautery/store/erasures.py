"""The ledger of erasures. The log tells each openly: without the rows that went it is whole, and without others it is not."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, delete, insert, select

from cautery.kit.clock import parse_time, rfc3339
from cautery.model.account import Account, AccountId, Platform
from cautery.model.erasure import Erasure
from cautery.store.erasure_tables import erasure_subjects, erasures
from cautery.store.ledger import WriteTransaction, append_rows

_NUMBERS = msgspec.json.Decoder(tuple[int, ...])
_CHANGED = msgspec.json.Decoder(dict[str, tuple[int, ...]])


def append(tx: WriteTransaction, told: Erasure, *, handles: Sequence[str] = ()) -> None:
    """Keep how far an erasure is; about whom it is stands apart, and goes with it."""
    row = {
        "id": told.id,
        "state": told.state,
        "subject": told.subject,
        "told": told.told,
        "numbers": msgspec.json.encode(told.numbers).decode(),
        "changed": msgspec.json.encode(told.changed).decode(),
        "by": told.by,
        "at": rfc3339(told.at),
    }
    append_rows(tx, erasures, [row], what="erasure", openly=("id", "state"))
    if told.state == "asked" and told.about is not None:
        about = {
            "id": told.id,
            "platform": told.about.platform,
            "account": told.about.id,
            "handles": msgspec.json.encode(list(handles)).decode(),
        }
        tx.connection.execute(insert(erasure_subjects).values(about))
    if told.state in ("done", "refused"):
        tx.connection.execute(delete(erasure_subjects).where(erasure_subjects.c.id == told.id))


def every(connection: Connection) -> list[Erasure]:
    """List the erasures as they are now, oldest first."""
    about = {
        str(row.id): Account(platform=Platform(row.platform), id=AccountId(row.account))
        for row in connection.execute(select(erasure_subjects).order_by(erasure_subjects.c.id))
    }
    found: dict[str, Erasure] = {}
    for row in connection.execute(select(erasures).order_by(erasures.c.seq)):
        found[str(row.id)] = Erasure(
            id=row.id,
            state=row.state,
            subject=row.subject,
            told=row.told,
            numbers=_NUMBERS.decode(row.numbers),
            changed=_CHANGED.decode(row.changed),
            by=row.by,
            at=parse_time(row.at),
            about=about.get(row.id),
        )
    return list(found.values())


def handles_of(connection: Connection, name: str) -> frozenset[str]:
    """Give the handles that were known of a person when their erasure was asked for."""
    found = connection.execute(select(erasure_subjects.c.handles).where(erasure_subjects.c.id == name)).scalar()
    return frozenset(msgspec.json.decode(found, type=list[str]) if found else ())


def asked_by(connection: Connection, name: str) -> str | None:
    """Say who asked for an erasure."""
    found = select(erasures.c.by).where(erasures.c.id == name, erasures.c.state == "asked").order_by(erasures.c.seq)
    by: str | None = connection.execute(found.limit(1)).scalar()
    return by
