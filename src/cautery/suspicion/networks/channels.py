"""What a group did together, kind by kind, and how often chance would have it so. Jaccard stands beside and decides nothing."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from cautery.model.network import NetworkChannel
from cautery.suspicion.networks.pairs import Flags, Integers, members
from cautery.suspicion.networks.ties import Ties

MOST_PAIRS = 300
"""Pairs of which the Jaccard resemblance is taken; of more it would be the same."""


def channels_of(group: Integers, ties: Ties, actions: pl.DataFrame) -> tuple[NetworkChannel, ...]:
    """Sum up a group's ties by trace, strongest first.

    Args:
        actions: what the group's accounts did, with `number`, `trace` and `thing`.
    """
    inside = ties_within(group, ties)
    one, two = members(ties.pair[inside])
    channels = []
    for column, trace in enumerate(ties.traces):
        met = ties.occasions[inside, column] > 0
        if met.any():
            channels.append(
                NetworkChannel(
                    trace=trace,
                    pairs=int(met.sum()),
                    occasions=int(ties.occasions[inside, column].sum()),
                    expected=float(ties.expected[inside, column].sum()),
                    jaccard=_jaccard(one[met], two[met], actions.filter(pl.col("trace") == trace)),
                    log10_p=float(np.median(ties.by_trace[inside, column][met])),
                )
            )
    return tuple(sorted(channels, key=lambda channel: (-channel.occasions, channel.trace)))


def log10_of(group: Integers, ties: Ties) -> float:
    """Give the log10 chance of a member's two strongest ties together, for the member in the middle."""
    inside = ties_within(group, ties)
    one, two = members(ties.pair[inside])
    ends = np.concatenate([one, two])
    strength = np.concatenate([ties.log10_p[inside], ties.log10_p[inside]])
    strongest = [float(np.sort(strength[ends == account])[:2].sum()) for account in group]
    return float(np.median(strongest))


def ties_within(group: Integers, ties: Ties) -> Flags:
    """Mark the ties whose ends are both in a group."""
    one, two = members(ties.pair)
    return np.isin(one, group) & np.isin(two, group)


def _jaccard(one: Integers, two: Integers, actions: pl.DataFrame) -> float:
    things: Mapping[int, frozenset[int]] = {
        number: frozenset(did) for number, did in actions.group_by("number").agg(pl.col("thing").unique()).iter_rows()
    }
    none = frozenset[int]()
    shares = []
    for first, second in list(zip(one.tolist(), two.tolist(), strict=True))[:MOST_PAIRS]:
        a, b = things.get(first, none), things.get(second, none)
        shares.append(len(a & b) / max(1, len(a | b)))
    return float(np.mean(shares))
