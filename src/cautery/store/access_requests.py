"""The ledger of what one admin asked for and another must confirm: somebody let in again, or a role that may approve."""

from typing import Any, get_args

import msgspec
from sqlalchemy import Connection, Row, select

from cautery.kit.clock import rfc3339
from cautery.model.access import AccessRequest
from cautery.model.person import Role
from cautery.store.entrance_tables import access_requests
from cautery.store.ledger import WriteTransaction, append_rows, columns_of
from cautery.store.sealed import is_ours


def append(tx: WriteTransaction, told: AccessRequest) -> None:
    """Keep a request, or what became of it."""
    row = {
        "id": told.id,
        "kind": told.kind,
        "state": told.state,
        "person": told.person,
        "roles": " ".join(told.roles),
        "languages": " ".join(told.languages),
        "by": told.by,
        "at": rfc3339(told.at),
    }
    append_rows(
        tx, access_requests, [row], what="access request", openly=("kind", "state", "person", "roles"), seal=True
    )


def get(connection: Connection, name: str) -> AccessRequest | None:
    """Give a request as it stands; None when there is none."""
    found = select(access_requests).where(access_requests.c.id == name).order_by(access_requests.c.seq.desc())
    rows = connection.execute(found)
    return next((_request(row) for row in rows if is_ours(connection, access_requests, row)), None)


def asked(connection: Connection) -> list[AccessRequest]:
    """List the requests that nobody has answered, oldest first."""
    rows = connection.execute(select(access_requests).order_by(access_requests.c.seq))
    newest = {row.id: row for row in rows if is_ours(connection, access_requests, row)}
    return [_request(row) for row in newest.values() if row.state == "asked"]


def _request(row: Row[Any]) -> AccessRequest:
    said = columns_of(row, but=("seq", "seal", "roles", "languages"))
    roles = [role for role in row.roles.split() if role in get_args(Role)]
    return msgspec.convert(
        said | {"roles": roles, "languages": row.languages.split()}, type=AccessRequest, strict=False
    )
