"""Learns how long hands keep what they have, and how far innocent newcomers come, from this platform's own accounts.

How often a channel is kept is learnt by expectation and maximisation over the pairs that were compared (Winkler
1988): each pair counts as far as it is probably one hand, pairs that a person decided count whole or not at all, and
the shipped figure counts as `SHIPPED` pairs, so that a few wrong links move nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cautery.model.account import Account
from cautery.model.operator import OperatorLink
from cautery.suspicion.operators.channels import Channels
from cautery.suspicion.operators.linkage import Threshold

SHIPPED = 20.0
"""Pairs that the shipped figure counts for."""
LEAST_CHANCE = 0.05
"""Pairs that are less likely one hand than this are left out."""
BOUNDS = (0.05, 0.95)
SHIPPED_SHARE = 200.0
"""Newcomers that the shipped shares count for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """What was learnt about returns here. Kept beside the weights."""

    persists: Mapping[str, float]
    margin: float
    """Bits by which naming begins later than the size of the bank asks for."""
    pairs: float
    """How many pairs of one hand it rests on; parts of pairs add up."""


def learn_persistence(
    links: Iterable[OperatorLink], channels: Channels, *, decided: Mapping[frozenset[Account], bool]
) -> tuple[Mapping[str, float], float]:
    """Learn how often each channel is kept; returns also the number of pairs that this rests on."""
    kept = {name: SHIPPED * one.persists for name, one in channels.channel.items()}
    known = dict.fromkeys(kept, SHIPPED)
    pairs = 0.0
    for link in links:
        said = decided.get(frozenset((link.account, link.earlier)))
        chance = link.chance if said is None else float(said)
        if chance < LEAST_CHANCE:
            continue
        pairs += chance
        for reason in link.reasons:
            if reason.channel in kept:
                known[reason.channel] += chance
                kept[reason.channel] += chance * (reason.bits > 0)
    low, high = BOUNDS
    return {name: min(high, max(low, kept[name] / known[name])) for name in kept}, pairs


def learn_margin(innocent: Sequence[OperatorLink | None], threshold: Threshold, *, false_alarms: float) -> float:
    """Say by how many bits naming must begin later, so that few enough of those decided to be innocent are named.

    Args:
        innocent: the strongest link of each, None where there is none.
    """
    bits = sorted(
        (link.bits for link in innocent if link is not None and link.own_bits >= threshold.own_bits), reverse=True
    )
    allowed = int(false_alarms * len(innocent))
    return max(0.0, bits[allowed] - threshold.bits + 0.01) if len(bits) > allowed else 0.0


def learn_shares(links: Sequence[OperatorLink], threshold: Threshold, *, accounts: int) -> Mapping[str, float]:
    """Learn which share of newcomers stands how to removed accounts, by expectation and maximisation over all pairs.

    What was shipped counts as `SHIPPED_SHARE` newcomers.
    """
    names = list(threshold.shares)
    asked = [link for link in links if len(link.ties) > 2]
    bits = np.array([[_bits(link, name) for name in names] for link in asked], dtype=np.float64).reshape(-1, len(names))
    start = np.array([threshold.shares[name] for name in names])
    share = start
    for _ in range(50):
        odds = np.exp2(np.clip(bits + np.log2(share / threshold.size), -500, 500))
        standing = (odds / (1 + odds.sum(axis=1, keepdims=True))).sum(axis=0)
        share = (standing + SHIPPED_SHARE * start) / (accounts + SHIPPED_SHARE)
    return dict(zip(names, share.tolist(), strict=True))


def _bits(link: OperatorLink, name: str) -> float:
    return next(tie.bits for tie in link.ties if tie.name == name)


def applied(channels: Channels, learnt: Learnt | None) -> Channels:
    """Put what was learnt in the place of what was shipped."""
    if learnt is None:
        return channels
    return replace(
        channels,
        channel={
            name: replace(one, persists=learnt.persists.get(name, one.persists))
            for name, one in channels.channel.items()
        },
        named=replace(channels.named, margin=channels.named.margin + learnt.margin),
    )
