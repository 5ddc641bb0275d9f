"""The ledger of networks: what each was when it last changed. Its id stays; the newest row about it holds."""

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, func, insert, select

from cautery.kit.canonical import canonical_json
from cautery.kit.clock import rfc3339
from cautery.model.account import Account
from cautery.model.case import CaseId
from cautery.model.network import Network, NetworkId, NetworkMember
from cautery.store.ledger import WriteTransaction, append_rows
from cautery.store.schema import memberships, networks

LISTS = ("members", "channels", "says", "bystanders", "seeds", "content_evidence", "ties")
"""Columns that hold JSON."""


def append(tx: WriteTransaction, found: Sequence[Network]) -> None:
    """Keep networks that are new, or that changed; who is in which can be asked from now on."""
    append_rows(tx, networks, map(_row, found), what="network", openly=("id", "case"))
    for network in found:
        tx.connection.execute(delete(memberships).where(memberships.c.network == network.id))
        rows = [{"network": network.id, "platform": who.platform, "account": who.id} for who in _accounts(network)]
        tx.connection.execute(insert(memberships), rows)


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


def versions(connection: Connection, network: NetworkId) -> list[Network]:
    """List what a network was whenever it changed, oldest first."""
    found = select(networks).where(networks.c.id == network).order_by(networks.c.seq)
    return [_network(row) for row in connection.execute(found)]


def with_account(connection: Connection, account: Account) -> list[Network]:
    """List the networks that an account is in as they were last, oldest first."""
    inside = select(memberships.c.network).where(
        memberships.c.account == account.id, memberships.c.platform == account.platform
    )
    newest = select(func.max(networks.c.seq)).where(networks.c.id.in_(inside)).group_by(networks.c.id)
    found = select(networks).where(networks.c.seq.in_(newest)).order_by(networks.c.seq)
    return [_network(row) for row in connection.execute(found)]


def of_case(connection: Connection, case: CaseId) -> Network | None:
    """Give the network that a case is about, as it was last; None when the case is about no network."""
    name = connection.execute(select(networks.c.id).where(networks.c.case == case).limit(1)).scalar()
    return get(connection, NetworkId(name)) if name else None


def by_case(connection: Connection) -> dict[CaseId | None, NetworkId]:
    """Say of each case about a network about which."""
    found = select(networks.c.case, networks.c.id).where(networks.c.case.is_not(None)).distinct()
    return {CaseId(row.case): NetworkId(row.id) for row in connection.execute(found)}


def cases_of(connection: Connection, network: NetworkId) -> list[CaseId]:
    """List the cases that there ever were about a network, oldest first."""
    found = (
        select(networks.c.case).where(networks.c.id == network, networks.c.case.is_not(None)).order_by(networks.c.seq)
    )
    return list(dict.fromkeys(CaseId(case) for case in connection.execute(found).scalars()))


def ever(connection: Connection) -> dict[NetworkId, frozenset[Account]]:
    """Give all accounts that each network has ever had."""
    had: dict[NetworkId, frozenset[Account]] = {}
    for row in connection.execute(select(networks.c.id, networks.c.members).order_by(networks.c.seq)):
        members = msgspec.json.decode(row.members, type=tuple[NetworkMember, ...])
        name = NetworkId(row.id)
        had[name] = had.get(name, frozenset()) | {member.account for member in members}
    return had


def _accounts(network: Network) -> list[Account]:
    return list(dict.fromkeys(member.account for member in network.members))


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
    told = {name: msgspec.json.decode(getattr(row, name)) for name in LISTS if getattr(row, name) is not None}
    return msgspec.convert(said | told, type=Network)
