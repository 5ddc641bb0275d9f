"""What two accounts may be to each other: one hand, strangers, or one of the usual innocent ties between them.

Each tie says how often two who stand so have a value of a channel in common, as one hand does (Fellegi & Sunter 1969, with
several classes). What is found is weighed under each, and one hand must be likelier than all others together.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import log2

import msgspec

from cautery.suspicion.operators.channels import Channels
from cautery.suspicion.operators.compare import ChannelFinding

HAND, STRANGER = "hand", "stranger"
LEAST = 2.0**-40
CROWDED = ("device", "ip", "ip_prefix")
"""Traits by whose number of users a household is told from a place."""
UNUSUAL = -3.0
"""Bits against a tie where fewer or more accounts use a shared trait than such pairs share it with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A usual innocent tie."""

    share: float
    """Share of newcomers that stand so to some removed account, before anything was learnt."""
    keeps: Mapping[str, float]
    """Channel: the chance that two who stand so have a value of it in common."""
    writing: float
    source: str
    others: tuple[int, int] = (0, 10**9)
    """How many further accounts use what such pairs share of access: fewest and most."""
    at_most: Mapping[str, float] = field(default_factory=dict)
    """Channel: the bits up to which such pairs are alike; a whole name is another thing than a surname."""


@cache
def shipped_relations() -> Mapping[str, Relation]:
    """Read the shipped figures."""
    text = files("cautery.suspicion").joinpath("shipped/relations.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), type=dict[str, Relation])


def under(relation: Relation, findings: Sequence[ChannelFinding], channels: Channels) -> tuple[ChannelFinding, ...]:
    """Weigh what was found under another tie than one hand: what a hand's chance p made of a rarity, its chance makes."""
    return tuple(
        ChannelFinding(channel=finding.channel, bits=_bits(relation, finding, channels), shared=finding.shared)
        for finding in findings
        if finding.channel != "delay"
    )


def _bits(relation: Relation, finding: ChannelFinding, channels: Channels) -> float:
    if finding.channel == "writing":
        return log2(1 + relation.writing * (2 ** min(finding.bits, 60.0) - 1)) if finding.bits > 0 else 0.0
    hand = channels.channel[finding.channel].persists
    ratio = relation.keeps.get(finding.channel, 0.0) / hand
    found = min(finding.bits, relation.at_most.get(finding.channel, 60.0))
    return log2(max(LEAST, 1 + ratio * (2**found - 1))) + _unusual(relation, finding)


def _unusual(relation: Relation, finding: ChannelFinding) -> float:
    """Speak against a place that nobody else uses, and against a household of forty."""
    if finding.channel not in CROWDED or finding.bits <= 0 or not finding.shared:
        return 0.0
    fewest, most = relation.others
    return 0.0 if fewest <= finding.others <= most else UNUSUAL
