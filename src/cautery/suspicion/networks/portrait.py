"""A group as a network that a person can judge: members with roles, channels, sentences, and who stands at the edge."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from cautery.model.account import Account
from cautery.model.network import MemberTie, NetworkChannel, NetworkMember
from cautery.suspicion.networks.channels import channels_of, log10_of, ties_within
from cautery.suspicion.networks.edge import bystanders_of
from cautery.suspicion.networks.find import LinkedGroup
from cautery.suspicion.networks.pairs import members
from cautery.suspicion.networks.roles import reposted_share, roles_of
from cautery.suspicion.networks.says import sentences
from cautery.suspicion.networks.strongest import strongest
from cautery.suspicion.networks.ties import Ties


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPortrait:
    """All that is known of a network before it has a name."""

    members: tuple[NetworkMember, ...]
    channels: tuple[NetworkChannel, ...]
    log10_p: float
    says: tuple[str, ...]
    bystanders: tuple[Account, ...]
    ties: tuple[MemberTie, ...]


def portray(group: LinkedGroup, ties: Ties, actions: pl.DataFrame, names: Mapping[int, Account]) -> NetworkPortrait:
    """Describe a group.

    Args:
        actions: what its members did, and what others did to the same things; as the columns of `days.around`.
        names: every account by its number.
    """
    own = actions.filter(pl.col("number").is_in(pl.Series(group.accounts).implode()))
    roles, channels, log10_p = roles_of(own), channels_of(group.accounts, ties, own), log10_of(group.accounts, ties)
    tied = _ties_each(group, ties)
    order = sorted(
        zip(group.accounts.tolist(), group.chances.tolist(), strict=True),
        key=lambda one: (-round(one[1], 2), -tied.get(one[0], 0), one[0]),
    )
    return NetworkPortrait(
        members=tuple(
            NetworkMember(account=names[number], chance=chance, role=roles.get(number, "amplifier"))
            for number, chance in order
        ),
        channels=channels,
        log10_p=log10_p,
        says=sentences(group, channels, reposted=reposted_share(own), log10_p=log10_p),
        bystanders=tuple(names[number] for number in bystanders_of(group.accounts, actions)),
        ties=strongest(group.accounts, ties, names),
    )


def _ties_each(group: LinkedGroup, ties: Ties) -> Mapping[int, int]:
    one, two = members(ties.pair[ties_within(group.accounts, ties)])
    counts: dict[int, int] = {}
    for number in (*one.tolist(), *two.tolist()):
        counts[number] = counts.get(number, 0) + 1
    return counts
