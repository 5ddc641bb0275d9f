"""The ledger of networks: what each was when it last changed. Its id stays; the newest row about it holds."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, select

from cautery.kit.canonical import canonical_json
from cautery.kit.clock import rfc3339
from cautery.model.account import Account
from cautery.model.case import CaseId
from cautery.model.network import Member, Network, NetworkId
from cautery.store.ledger import Writing, append_rows
from cautery.store.schema import networks

LISTS = ("members", "channels", "says", "bystanders", "seeds", "content_evidence")
"""Columns that hold JSON."""


def append(tx: Writing, found: Sequence[Network]) -> None:
    """Keep networks that are new, or that changed."""
    append_rows(tx, networks, map(_row, found), what="network", openly=("id", "case"))


def latest(connection: Connection) -> list[Network]:
    """List every network as it was last, oldest first."""
    newest = select(func.max(networks.c.seq)).group_by(networks.c.id)
    found = select(networks).where(networks.c.seq.in_(newest)).order_by(networks.c.seq)
    return [_network(row) for row in connection.execute(found)]


def get(connection: Connection, network: NetworkId) -> Network | None:
    """Give a network as it was last; None when there is none."""
    found = select(networks).where(networks.c.id == network).order_by(networks.c.seq.desc()).limit(1)
    row = connection.execute(found).first()
    return _network(row) if row else None


def of_case(connection: Connection, case: CaseId) -> Network | None:
    """Give the network that a case is about, as it was last; None when the case is about no network."""
    name = connection.execute(select(networks.c.id).where(networks.c.case == case).limit(1)).scalar()
    return get(connection, NetworkId(name)) if name else None


def ever(connection: Connection) -> dict[NetworkId, frozenset[Account]]:
    """Give all accounts that each network has ever had."""
    had: dict[NetworkId, frozenset[Account]] = {}
    for row in connection.execute(select(networks.c.id, networks.c.members).order_by(networks.c.seq)):
        members = msgspec.json.decode(row.members, type=tuple[Member, ...])
        name = NetworkId(row.id)
        had[name] = had.get(name, frozenset()) | {member.account for member in members}
    return had


def _row(network: Network) -> dict[str, object]:
    return {
        "id": network.id,
        "at": rfc3339(network.at),
        "case": network.case,
        "log10_p": float(network.log10_p),
        **{name: canonical_json(getattr(network, name)).decode() for name in LISTS},
    }


def _network(row: Row[Any]) -> Network:
    said = {"id": row.id, "at": row.at, "case": row.case, "log10_p": row.log10_p}
    return msgspec.convert(said | {name: msgspec.json.decode(getattr(row, name)) for name in LISTS}, type=Network)
