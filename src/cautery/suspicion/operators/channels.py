"""What a comparison may rest on, and how much each may say: the shipped figures, each with its source."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Family = Literal["presentation", "access", "company", "material"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TraitChannel:
    """One kind of trait."""

    family: Family
    persists: float
    """Chance that a hand keeps it from one account to the next."""
    most_bits: float
    copied: bool
    """Whether anybody can copy it from public sight."""
    source: str
    elsewhere: int = 0
    """Accounts of other platforms among which no two strangers shared one: what a small platform cannot show by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyCombination:
    """How channels of one family add up: they depend on each other."""

    further: float
    most_bits: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingWeights:
    """How much similarities of writing weigh, in nats a standard deviation above strangers."""

    style: float
    lengths: float
    habits: float
    hours: float
    offset: float
    """Nats that a pair of long texts must make up for before writing speaks for one hand."""
    posts_for_half: float
    """Posts after which half of this counts."""
    most_bits: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnDelay:
    """How long hands take to come back."""

    median_days: float
    before: float
    """Share of a hand's other accounts that were opened before the removal."""
    most_bits: float
    most_against: float
    """The most that a life beside the removed account says against one hand."""
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingThreshold:
    """When a link is strong enough to name."""

    false_alarms: float
    """Share of innocent newcomers that may be named."""
    margin: float
    own_bits: float
    """Bits that must come from what nobody can copy."""
    writing_alone: float
    """The most that writing counts of these where nothing else of one's own agrees."""
    chance: float
    """Chance of one hand, against all other ties together, from which on a link is named."""
    returns: float
    """Share of newcomers that continue a removed account, before anything was learnt."""
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Channels:
    """All that is shipped."""

    channel: Mapping[str, TraitChannel]
    family: Mapping[Family, FamilyCombination]
    writing: WritingWeights
    delay: ReturnDelay
    named: NamingThreshold


@cache
def shipped_channels() -> Channels:
    """Read the shipped figures."""
    text = files("cautery.suspicion").joinpath("shipped/linkage.toml").read_text(encoding="utf-8")
    said = tomllib.loads(text)
    return Channels(
        channel={name: TraitChannel(**one) for name, one in said["channel"].items()},
        family={name: FamilyCombination(**one) for name, one in said["family"].items()},
        writing=WritingWeights(**said["writing"]),
        delay=ReturnDelay(**said["delay"]),
        named=NamingThreshold(**said["named"]),
    )
