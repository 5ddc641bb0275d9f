"""Adds findings up to a link, with the dependence of channels corrected: bits, a chance, strong enough to name or not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2

from cautery.model.operator import OperatorLink
from cautery.model.suspicion import Reason
from cautery.model.tie import TieLikelihood
from cautery.suspicion.operators.bank import Bank
from cautery.suspicion.operators.channels import Channels, Family
from cautery.suspicion.operators.compare import ChannelFinding, Comparison
from cautery.suspicion.operators.portrait import ACCESS, AccountPortrait
from cautery.suspicion.operators.relations import HAND, STRANGER, shipped_relations, under
from cautery.suspicion.operators.scenes import FAMILIES, TOGETHER
from cautery.suspicion.operators.sentences import sentence

LEAST_BITS = 0.05
"""What says less than this is not shown."""
MOST_EARLIER = 10
AGREES = 2.0
"""Bits of access from which on they agree with writing."""
WORTH_ASKING = 5.0
"""Bits for one hand below which nothing else than a stranger is thought of."""

Weighed = Sequence[tuple[ChannelFinding, float]]
"""Findings with the bits that each adds to the sum."""
Limits = Mapping[str, float]
"""The most that a family of channels may say of a pair, and all that a scene shares together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """Where naming begins."""

    bits: float
    own_bits: float
    chance: float
    shares: Mapping[str, float]
    """By tie: the share of newcomers that stand so to some account of the bank."""
    size: int
    """Accounts of the bank."""

    @property
    def prior_bits(self) -> float:
        """Log odds, before any evidence, that a newcomer and one account of the bank are one hand."""
        return log2(self.shares[HAND] / self.size)


def threshold_of(bank: Bank, channels: Channels, *, false_alarms: float) -> Threshold:
    """Choose the threshold by the share of innocent newcomers that would be named.

    A likelihood ratio of 2^t or more is met by chance in at most one of 2^t comparisons (Good 1950), and a newcomer
    is compared with the whole bank.
    """
    size = max(1, len(bank.entries))
    return Threshold(
        bits=log2(size / false_alarms) + channels.named.margin,
        own_bits=channels.named.own_bits,
        chance=channels.named.chance,
        shares={HAND: channels.named.returns} | {name: one.share for name, one in shipped_relations().items()},
        size=size,
    )


def with_shares(
    links: Sequence[OperatorLink], threshold: Threshold, shares: Mapping[str, float]
) -> tuple[OperatorLink, ...]:
    """Give the same links with the chances that they have where such shares of newcomers stand so to removed accounts."""
    learnt = replace(threshold, shares=shares)
    return tuple(_weighed_again(link, learnt) for link in links)


def _weighed_again(link: OperatorLink, threshold: Threshold) -> OperatorLink:
    ties = ties_of({tie.name: tie.bits for tie in link.ties}, threshold)
    chance = next(tie.chance for tie in ties if tie.name == HAND)
    return replace(link, ties=ties, chance=chance, named=is_named(link.bits, link.own_bits, chance, threshold))


def is_named(bits: float, own_bits: float, chance: float, threshold: Threshold) -> bool:
    """Tell whether a link is strong enough to name."""
    return bits >= threshold.bits and own_bits >= threshold.own_bits and chance >= threshold.chance


def ties_of(bits: Mapping[str, float], threshold: Threshold) -> tuple[TieLikelihood, ...]:
    """Give how likely each tie is, from what was found under each; likeliest first."""
    odds = {name: one + log2(threshold.shares[name] / threshold.size) for name, one in bits.items() if name != STRANGER}
    odds[STRANGER] = 0.0
    most = max(odds.values())
    parts = {name: 2.0 ** max(one - most, -1000.0) for name, one in odds.items()}
    total = sum(parts.values())
    made = (TieLikelihood(name=name, chance=part / total, bits=bits.get(name, 0.0)) for name, part in parts.items())
    return tuple(sorted(made, key=lambda tie: (-tie.chance, tie.name)))


def links_of(
    portrait: AccountPortrait,
    comparisons: Iterable[Comparison],
    bank: Bank,
    channels: Channels,
    *,
    threshold: Threshold,
) -> tuple[OperatorLink, ...]:
    """Give a newcomer's links to removed accounts, strongest first; at most ten."""
    weighed = [
        (comparison, limits := _limits(comparison, bank), _together(comparison.findings, channels, limits))
        for comparison in comparisons
    ]
    added = sorted(weighed, key=lambda one: (-sum(bits for _, bits in one[2]), one[0].position))
    return tuple(
        _link(portrait, one, limits, of, bank, channels, threshold) for one, limits, of in added[:MOST_EARLIER]
    )


def _limits(comparison: Comparison, bank: Bank) -> Limits:
    return {family: bank.scenes.most_bits(many) for family, many in comparison.rivals.items()}


def _link(
    portrait: AccountPortrait,
    comparison: Comparison,
    limits: Limits,
    weighed: Weighed,
    bank: Bank,
    channels: Channels,
    threshold: Threshold,
) -> OperatorLink:
    bits = sum(bits for _, bits in weighed)
    own_bits = _own_bits(comparison.findings, channels, limits)
    ties = ties_of(_under_each(comparison, bits, limits, channels), threshold)
    chance = next(tie.chance for tie in ties if tie.name == HAND)
    return OperatorLink(
        account=portrait.about,
        earlier=bank.entries[comparison.position].about,
        chance=chance,
        bits=bits,
        own_bits=own_bits,
        named=is_named(bits, own_bits, chance, threshold),
        reasons=tuple(
            Reason(channel=finding.channel, bits=bits, says=sentence(finding, bits), evidence=_items(finding))
            for finding, bits in sorted(weighed, key=lambda pair: (-abs(pair[1]), pair[0].channel))
            if abs(bits) >= LEAST_BITS
        ),
        ties=ties,
    )


def _under_each(comparison: Comparison, bits: float, limits: Limits, channels: Channels) -> dict[str, float]:
    """Weigh what was found under each tie; where nothing speaks for one hand, nothing else is asked."""
    found = {HAND: bits}
    if sum(max(0.0, finding.bits) for finding in comparison.findings) < WORTH_ASKING:
        return found
    for name, relation in shipped_relations().items():
        other = under(relation, comparison.findings, channels)
        found[name] = sum(bits for _, bits in _together(other, channels, limits))
    return found


def _own_bits(findings: Sequence[ChannelFinding], channels: Channels, limits: Limits) -> float:
    """Add up what nobody can copy; writing by itself is never enough, whatever it says.

    It is not diminished by what others share of what anybody can copy: whoever dresses up as somebody hides nothing.
    """
    own = [channel_finding for channel_finding in findings if not _copied(channel_finding, channels)]
    weighed = _together(own, channels, {**limits, TOGETHER: float("inf")})
    writing = sum(bits for finding, bits in weighed if finding.channel == "writing" and bits > 0)
    access = [bits for finding, bits in weighed if finding.channel in ACCESS]
    agrees = sum(access) >= AGREES
    return sum(max(0.0, bits) for bits in access) + (writing if agrees else min(writing, channels.named.writing_alone))


def _together(findings: Sequence[ChannelFinding], channels: Channels, limits: Limits) -> Weighed:
    """Correct for dependence: in each family the strongest counts whole and each further one by a share, up to a cap.

    What a scene shares counts no more than others share as much, in each family and altogether.
    """
    families: dict[Family | None, list[ChannelFinding]] = {}
    for finding in findings:
        channel = channels.channel.get(finding.channel)
        families.setdefault(channel.family if channel else None, []).append(finding)
    weighed: list[tuple[ChannelFinding, float]] = []
    shared: list[tuple[ChannelFinding, float]] = []
    for family, members in families.items():
        if family is None:
            weighed += [(finding, finding.bits) for finding in members]
            continue
        against, speak = _one_family(members, channels, family, limits.get(family, float("inf")))
        weighed += against
        (shared if family in FAMILIES else weighed).extend(speak)
    return weighed + _capped(shared, limits.get(TOGETHER, float("inf")))


def _one_family(
    members: Sequence[ChannelFinding], channels: Channels, family: Family, limit: float
) -> tuple[list[tuple[ChannelFinding, float]], list[tuple[ChannelFinding, float]]]:
    """Give what speaks against one hand, and what speaks for it."""
    rule, sides = channels.family[family], []
    for sign in (-1, 1):
        side = sorted((member for member in members if sign * member.bits > 0), key=lambda one: -abs(one.bits))
        counted = [(one, one.bits * (1.0 if at == 0 else rule.further)) for at, one in enumerate(side)]
        sides.append(_capped(counted, min(rule.most_bits, limit) if sign > 0 else rule.most_bits))
    return sides[0], sides[1]


def _capped(weighed: Weighed, most_bits: float) -> list[tuple[ChannelFinding, float]]:
    total = abs(sum(bits for _, bits in weighed))
    part = min(1.0, most_bits / total) if total else 1.0
    return [(finding, bits * part) for finding, bits in weighed]


def _copied(finding: ChannelFinding, channels: Channels) -> bool:
    """Tell whether anybody could have brought it about: when somebody is there, too, is easily copied."""
    channel = channels.channel.get(finding.channel)
    return channel.copied if channel else finding.channel != "writing"


def _items(finding: ChannelFinding) -> tuple[str, ...]:
    return tuple(dict.fromkeys(asked.item for asked in finding.shared if asked.item))
