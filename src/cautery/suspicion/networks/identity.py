"""A network stays the same network while members leave, come back or join: by whom it has ever had."""

from collections.abc import Mapping, Sequence, Set
from datetime import datetime

from cautery.kit.canonical import digest
from cautery.kit.clock import rfc3339
from cautery.model.account import Account
from cautery.model.network import NetworkId

SAME = 0.5
"""Share of the smaller's accounts that both have, from which on two are the same network."""


def identify(
    found: Sequence[Set[Account]], known: Mapping[NetworkId, Set[Account]], *, at: datetime
) -> list[NetworkId]:
    """Name each group: the network that it shares most with, each once; a new one otherwise.

    Args:
        known: all accounts that each network has ever had.
    """
    names: dict[int, NetworkId] = {}
    for shared, number, name in sorted(_shared(found, known), key=lambda one: (-one[0], one[1], one[2])):
        smaller = min(len(found[number]), len(known[name]))
        if number not in names and name not in names.values() and shared >= SAME * smaller:
            names[number] = name
    return [names.get(number) or _new(group, at) for number, group in enumerate(found)]


def _shared(found: Sequence[Set[Account]], known: Mapping[NetworkId, Set[Account]]) -> list[tuple[int, int, NetworkId]]:
    return [
        (len(group & accounts), number, name)
        for number, group in enumerate(found)
        for name, accounts in known.items()
        if group & accounts
    ]


def _new(group: Set[Account], at: datetime) -> NetworkId:
    names = [part for account in sorted(group) for part in (account.platform, account.id)]
    return NetworkId(digest("network", rfc3339(at), *names)[:12])
