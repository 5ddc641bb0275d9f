"""How much each channel may say: the shipped weights, each with its source."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceChannel:
    """One kind of evidence."""

    weight: float
    """Share of the channel's own bits that counts before anything was learnt here."""
    cap_bits: float
    """The most it may say, for or against."""
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What a deployment starts with."""

    platform_prior: float
    """Chance of an account of which nothing is known."""
    neighbourhood_prior: float
    """Chance of an account around confirmed ones of which nothing else is known."""
    channels: Mapping[str, EvidenceChannel]


@cache
def shipped_weights() -> Weights:
    """Read the shipped weights."""
    text = files("cautery.suspicion").joinpath("shipped/weights.toml").read_text(encoding="utf-8")
    said = tomllib.loads(text)
    return Weights(
        platform_prior=said["prior"]["platform"],
        neighbourhood_prior=said["prior"]["neighbourhood"],
        channels={name: EvidenceChannel(**channel) for name, channel in said["channel"].items()},
    )
