"""Adds findings up to a link, with the dependence of channels corrected: bits, a chance, strong enough to name or not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log2

from cautery.model.operator import Link
from cautery.model.suspicion import Reason
from cautery.suspicion.operators.bank import Bank
from cautery.suspicion.operators.channels import Channels, Family
from cautery.suspicion.operators.compare import Comparison, Finding
from cautery.suspicion.operators.portrait import Portrait
from cautery.suspicion.operators.sentences import sentence

LEAST_BITS = 0.05
"""What says less than this is not shown."""
MOST_EARLIER = 10
IMITATED_BITS = 5.6
"""One account in fifty that looks like a return is somebody else's copy of a removed one: a prior, nobody counts them."""

Weighed = Sequence[tuple[Finding, float]]
"""Findings with the bits that each adds to the sum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """Where naming begins."""

    bits: float
    own_bits: float
    prior_bits: float
    """Log odds, before any evidence, that a newcomer and one account of the bank are one hand."""


def threshold_of(bank: Bank, channels: Channels, *, false_alarms: float) -> Threshold:
    """Choose the threshold by the share of innocent newcomers that would be named.

    A likelihood ratio of 2^t or more is met by chance in at most one of 2^t comparisons (Good 1950), and a newcomer
    is compared with the whole bank.
    """
    size = max(1, len(bank.entries))
    return Threshold(
        bits=log2(size / false_alarms) + channels.named.margin,
        own_bits=channels.named.own_bits,
        prior_bits=log2(channels.named.returns / size),
    )


def with_share(links: Sequence[Link], bank: Bank, *, share: float) -> tuple[Link, ...]:
    """Give the same links with the chance that they have where a share of newcomers are returns."""
    prior = log2(share / max(1, len(bank.entries)))
    return tuple(replace(link, chance=_chance(link.bits + prior, own_bits=link.own_bits)) for link in links)


def links_of(
    portrait: Portrait, comparisons: Iterable[Comparison], bank: Bank, channels: Channels, *, threshold: Threshold
) -> tuple[Link, ...]:
    """Give a newcomer's links to removed accounts, strongest first; at most ten."""
    weighed = [(one, _together(one.findings, channels)) for one in comparisons]
    added = sorted(
        ((sum(bits for _, bits in of), one.position, of) for one, of in weighed), key=lambda sums: (-sums[0], sums[1])
    )
    return tuple(
        _link(portrait, bits, position, of, bank, channels, threshold) for bits, position, of in added[:MOST_EARLIER]
    )


def _link(
    portrait: Portrait,
    bits: float,
    position: int,
    weighed: Weighed,
    bank: Bank,
    channels: Channels,
    threshold: Threshold,
) -> Link:
    own_bits = sum(bits for finding, bits in weighed if bits > 0 and not _copied(finding, channels))
    return Link(
        account=portrait.about,
        earlier=bank.entries[position].about,
        chance=_chance(bits + threshold.prior_bits, own_bits=own_bits),
        bits=bits,
        own_bits=own_bits,
        named=bits >= threshold.bits and own_bits >= threshold.own_bits,
        reasons=tuple(
            Reason(channel=finding.channel, bits=bits, says=sentence(finding, bits), evidence=_items(finding))
            for finding, bits in sorted(weighed, key=lambda pair: (-abs(pair[1]), pair[0].channel))
            if abs(bits) >= LEAST_BITS
        ),
    )


def _chance(log_odds: float, *, own_bits: float) -> float:
    """Give the chance of one hand, against a stranger and against somebody who copies what anybody can see.

    Whoever copies brings all bits but those of what nobody can copy.
    """
    stranger, copyist = (2.0 ** -max(-1000.0, min(1000.0, bits)) for bits in (log_odds, own_bits + IMITATED_BITS))
    return float(1.0 / (1.0 + stranger + copyist))


def _together(findings: Sequence[Finding], channels: Channels) -> Weighed:
    """Correct for dependence: in each family the strongest counts whole and each further one by a share, up to a cap."""
    families: dict[Family | None, list[Finding]] = {}
    for finding in findings:
        channel = channels.channel.get(finding.channel)
        families.setdefault(channel.family if channel else None, []).append(finding)
    weighed: list[tuple[Finding, float]] = []
    for family, members in families.items():
        if family is None:
            weighed += [(finding, finding.bits) for finding in members]
            continue
        rule = channels.family[family]
        for sign in (1, -1):
            side = sorted((one for one in members if sign * one.bits > 0), key=lambda one: -abs(one.bits))
            counted = [one.bits * (1.0 if at == 0 else rule.further) for at, one in enumerate(side)]
            most = min(1.0, rule.most_bits / abs(sum(counted))) if counted else 1.0
            weighed += [(one, bits * most) for one, bits in zip(side, counted, strict=True)]
    return weighed


def _copied(finding: Finding, channels: Channels) -> bool:
    """Tell whether anybody could have brought it about: when somebody is there, too, is easily copied."""
    channel = channels.channel.get(finding.channel)
    return channel.copied if channel else finding.channel != "writing"


def _items(finding: Finding) -> tuple[str, ...]:
    return tuple(dict.fromkeys(asked.item for asked in finding.shared if asked.item))
