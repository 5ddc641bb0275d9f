"""How channels are mixed: a weight and a cap each, a prior for inside and outside a neighbourhood, and a calibration.

Weights are learnt by a logistic regression pulled towards the shipped ones, on readings by parts that did not know the account;
so evidence that comes together in decided accounts is not counted twice. A cap is soft: the order of accounts is kept, but a
channel never says more than its cap.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cautery.suspicion.learn import LN2, Floats, ridge_to_prior
from cautery.suspicion.weights import Weights

FEWEST_DECIDED = 10
"""Decided accounts of either kind below which the shipped weights stay."""
STRENGTH = 4.0
"""Pull towards the shipped weights, in decided accounts' worth."""
LEAST_SLOPE = 0.05
"""Decisions that contradict all evidence make chances flat, but more evidence is never a smaller chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixing:
    """Weights and priors in force."""

    weights: Mapping[str, float]
    caps: Mapping[str, float]
    wording_offset: float
    """Bits added to wording where it says anything: a classifier that never met the account reads it too low."""
    prior_inside: float
    """Chance of an account around confirmed ones of which nothing else is known."""
    prior_outside: float
    slope: float
    intercept: float
    """Calibration: log-odds (bits) become slope * log-odds + intercept."""
    decided: int
    """Decided accounts that this was learnt from; 0: the shipped weights."""

    def bits(self, channel: str, raw: float) -> float:
        """Weigh and cap one channel's own bits."""
        cap = self.caps[channel]
        return cap * math.tanh(
            (raw + (self.wording_offset if channel == "wording" else 0.0)) * self.weights[channel] / cap
        )

    def chance(self, bits: float, *, inside: bool) -> float:
        """Turn weighed bits into a calibrated chance."""
        prior = self.prior_inside if inside else self.prior_outside
        odds = self.slope * (math.log2(prior / (1 - prior)) + bits) + self.intercept
        return 1.0 / (1.0 + math.pow(2.0, -min(60.0, max(-60.0, odds))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A decided account's own bits, channel by channel; silent channels are left out."""

    raw: Mapping[str, float]
    inside: bool
    violating: bool


def shipped_mixing(weights: Weights) -> Mixing:
    """Mix by the shipped weights."""
    return Mixing(
        weights={name: channel.weight for name, channel in weights.channels.items()},
        caps={name: channel.cap_bits for name, channel in weights.channels.items()},
        wording_offset=0.0,
        prior_inside=weights.neighbourhood_prior,
        prior_outside=weights.platform_prior,
        slope=1.0,
        intercept=0.0,
        decided=0,
    )


def learn_mixing(rows: Sequence[Row], shipped: Weights) -> Mixing:
    """Learn weights, priors and calibration from decided accounts; with too few of either kind, the shipped ones stay."""
    violating = np.array([row.violating for row in rows], dtype=bool)
    start = shipped_mixing(shipped)
    if min(int(violating.sum()), int((~violating).sum())) < FEWEST_DECIDED:
        return start
    names = sorted(shipped.channels)
    columns, prior = _columns(rows, names), [start.weights[name] for name in names]
    found = ridge_to_prior(
        columns, violating, np.ones(len(rows)), prior=np.array([*prior, 0.0, 0.0]), strength=STRENGTH
    )
    learnt = {name: max(0.05, float(weight)) for name, weight in zip(names, found, strict=False)}
    spoke, outside, intercept = found[len(names) :] / LN2
    mixing = Mixing(
        weights=learnt,
        caps=start.caps,
        wording_offset=float(spoke) / learnt["wording"],
        prior_inside=_chance(intercept),
        prior_outside=_chance(intercept + outside),
        slope=1.0,
        intercept=0.0,
        decided=len(rows),
    )
    return _calibrated(mixing, rows, violating)


def total_bits(mixing: Mixing, row: Row) -> float:
    """Add up a row's weighed bits."""
    return sum(mixing.bits(channel, raw) for channel, raw in row.raw.items())


def _columns(rows: Sequence[Row], names: Sequence[str]) -> Floats:
    """One column a channel (nats), then whether wording said anything, then whether the account is outside a neighbourhood."""
    return np.array(
        [[*(row.raw.get(name, 0.0) * LN2 for name in names), "wording" in row.raw, not row.inside] for row in rows],
        dtype=float,
    )


def _calibrated(mixing: Mixing, rows: Sequence[Row], violating: NDArray[np.bool_]) -> Mixing:
    """Fit Platt's two numbers on capped log-odds, pulled towards 'as they are'."""
    odds = np.array([_log_odds(mixing, row) for row in rows])
    slope, intercept = ridge_to_prior(
        odds[:, None] * LN2, violating, np.ones(len(rows)), prior=np.array([1.0]), strength=2.0
    )
    return replace(mixing, slope=max(LEAST_SLOPE, float(slope)), intercept=float(intercept) / LN2)


def _log_odds(mixing: Mixing, row: Row) -> float:
    prior = mixing.prior_inside if row.inside else mixing.prior_outside
    return math.log2(prior / (1 - prior)) + total_bits(mixing, row)


def _chance(log_odds_bits: float) -> float:
    return float(1.0 / (1.0 + 2.0 ** -np.clip(log_odds_bits, -20, 20)))
