"""A group becomes something that a person can judge."""

import numpy as np
import polars as pl

from cautery.model.account import Account, AccountId, Platform
from cautery.suspicion.networks.chance import pair_of
from cautery.suspicion.networks.find import LinkedGroup
from cautery.suspicion.networks.portrait import NetworkPortrait, portray
from cautery.suspicion.networks.ties import Ties

NAMES = {n: Account(platform=Platform("harbour"), id=AccountId(f"member {n}")) for n in (1, 2, 3, 9)}


def portrait() -> NetworkPortrait:
    """Three members pass on a thing a day within the minute, and somebody else does so too."""
    pair = pair_of(np.array([1, 1, 2]), np.array([2, 3, 3]))
    ties = Ties(
        pair=pair,
        traces=("repost",),
        log10_p=np.array([-9.0, -9.0, -9.0]),
        beyond=np.ones(3, dtype=bool),
        beyond_minute=np.zeros(3, dtype=bool),
        by_trace=np.full((3, 1), -9.0),
        occasions=np.full((3, 1), 8),
        expected=np.full((3, 1), 0.1),
    )
    rows = [(n, day, day * 86_400 + 60 * n) for day in range(8) for n in (1, 2, 3, 9)]
    actions = pl.DataFrame(rows, schema=["number", "thing", "at"], orient="row").with_columns(
        account=pl.format("member {}", "number"), trace=pl.lit("repost"), source=pl.lit(-1), shows=pl.lit("a post")
    )
    group = LinkedGroup(
        accounts=np.array([1, 2, 3]),
        chances=np.array([0.7, 0.99, 0.99]),
        cause=None,
        days=8,
        in_step=4,
        near=1.0,
        near_minute=0.0,
    )
    return portray(group, ties, actions, NAMES)


def test_the_surest_members_come_first() -> None:
    assert [member.account.id for member in portrait().members] == ["member 2", "member 3", "member 1"]
    assert portrait().members[-1].chance == 0.7


def test_it_has_channels_sentences_and_a_chance() -> None:
    found = portrait()

    assert [channel.trace for channel in found.channels] == ["repost"]
    assert found.log10_p == -18.0
    assert any("reposted the same post" in said for said in found.says)


def test_who_is_no_member_stands_at_the_edge() -> None:
    assert [account.id for account in portrait().bystanders] == ["member 9"]
