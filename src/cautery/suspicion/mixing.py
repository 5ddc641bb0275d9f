"""How channels are mixed: a weight and a cap each, and a prior for inside and outside a neighbourhood.

Weights are learnt by maximum likelihood, pulled towards the shipped ones, on readings by parts that did not know the account;
so evidence that comes together in decided accounts is not counted twice, and what is shown is calibrated. A cap is soft: the
order of accounts is kept, but a channel never says more than its cap.

People decide about the suspicious, so the share of violating accounts among decided ones is too high a prior for a platform,
and their share among all accounts is too low: most have not been looked at. Outside of neighbourhoods the middle of both (of
their log-odds) is taken. Inside, few have been decided as a rule, and the shipped prior counts as much as twenty of them.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from cautery.suspicion.learn import LN2, Floats
from cautery.suspicion.weights import Weights

FEWEST_DECIDED = 10
"""Decided accounts of either kind below which the shipped weights stay."""
PULL = 4.0
"""Towards the shipped weights, in decided accounts' worth."""
PULL_OFFSET, PULL_PRIOR = 0.02, 0.5
USUAL_OFFSET = 4.0
"""Bits by which a classifier of balanced classes, that never met the account, reads wording too low."""
INSIDE_WORTH = 20.0
"""Decided accounts inside neighbourhoods that the shipped prior is worth."""
LEAST_WEIGHT, MOST_WEIGHT = 0.05, 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixing:
    """Weights and priors in force."""

    weights: Mapping[str, float]
    caps: Mapping[str, float]
    wording_offset: float
    """Bits added to wording where it says anything."""
    prior_inside: float
    """Chance of an account around confirmed ones of which nothing else is known."""
    prior_outside: float
    decided: int
    """Decided accounts that this was learnt from; 0: the shipped weights."""

    def bits(self, channel: str, raw: float, *, texts: int) -> float:
        """Weigh and cap one channel's own bits; wording that was read in few `texts` is shrunk towards saying nothing."""
        cap = self.caps[channel]
        own = (raw + self.wording_offset) * texts / (texts + 1.0) if channel == "wording" else raw
        return cap * math.tanh(own * self.weights[channel] / cap)

    def chance(self, bits: float, *, inside: bool) -> float:
        """Turn weighed bits into a chance."""
        prior = self.prior_inside if inside else self.prior_outside
        odds = math.log2(prior / (1 - prior)) + bits
        return 1.0 / (1.0 + math.pow(2.0, -min(60.0, max(-60.0, odds))))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRow:
    """A decided account's own bits, channel by channel; silent channels are left out."""

    raw: Mapping[str, float]
    texts: int
    """Texts that wording was read in."""
    inside: bool
    violating: bool


def shipped_mixing(weights: Weights) -> Mixing:
    """Mix by the shipped weights."""
    return Mixing(
        weights={name: channel.weight for name, channel in weights.channels.items()},
        caps={name: channel.cap_bits for name, channel in weights.channels.items()},
        wording_offset=USUAL_OFFSET,
        prior_inside=weights.neighbourhood_prior,
        prior_outside=weights.platform_prior,
        decided=0,
    )


def learn_mixing(rows: Sequence[TrainingRow], shipped: Weights, *, population: int) -> Mixing:
    """Learn weights and priors from decided accounts; with too few of either kind, the shipped ones stay.

    Args:
        population: accounts on the platform, decided or not.
    """
    violating = np.array([row.violating for row in rows], dtype=bool)
    start = shipped_mixing(shipped)
    if min(int(violating.sum()), int((~violating).sum())) < FEWEST_DECIDED:
        return start
    likelihood = _Likelihood(rows, start)
    found = minimize(likelihood.loss, likelihood.start(), method="L-BFGS-B", bounds=likelihood.bounds()).x
    weights, offset, shift = likelihood.parts(found)
    among_all = _log_odds((violating.sum() + 0.5) / (max(population, len(rows)) + 1))
    return Mixing(
        weights=dict(zip(likelihood.names, map(float, weights), strict=True)),
        caps=start.caps,
        wording_offset=offset,
        prior_inside=_chance(likelihood.share(inside=True) + shift),
        prior_outside=_chance((likelihood.share(inside=False) + among_all) / 2 + shift),
        decided=len(rows),
    )


def total_bits(mixing: Mixing, row: TrainingRow) -> float:
    """Add up a row's weighed bits."""
    return sum(mixing.bits(channel, raw, texts=row.texts) for channel, raw in row.raw.items())


class _Likelihood:
    """How badly weights, an offset of wording, and a shift of the priors explain what people decided. In nats."""

    def __init__(self, rows: Sequence[TrainingRow], start: Mixing) -> None:
        self.names = sorted(start.weights)
        self._wording = self.names.index("wording")
        self._shipped_inside = start.prior_inside
        self._shipped = np.array([start.weights[name] for name in self.names])
        self._caps = np.array([start.caps[name] for name in self.names])
        self._raw = np.array([[row.raw.get(name, 0.0) for name in self.names] for row in rows])
        self._heard = np.array([row.texts / (row.texts + 1.0) for row in rows])
        self._inside = np.array([row.inside for row in rows], dtype=bool)
        self._violating = np.array([row.violating for row in rows], dtype=bool)
        self._prior = np.where(self._inside, self.share(inside=True), self.share(inside=False))

    def share(self, *, inside: bool) -> float:
        """Give the log-odds of being violating, inside or outside of neighbourhoods, smoothed."""
        of = self._violating[self._inside == inside]
        accounts, share = (INSIDE_WORTH, self._shipped_inside) if inside else (2.0, float(self._violating.mean()))
        return _log_odds((of.sum() + accounts * share) / (len(of) + accounts))

    def start(self) -> Floats:
        """Begin at the shipped weights."""
        return np.array([*self._shipped, USUAL_OFFSET, 0.0])

    def bounds(self) -> list[tuple[float, float]]:
        """Evidence is never turned round."""
        return [(LEAST_WEIGHT, MOST_WEIGHT)] * len(self.names) + [(-10.0, 20.0), (-5.0, 5.0)]

    def parts(self, at: Floats) -> tuple[Floats, float, float]:
        """Take what is searched for apart: weights, offset (bits), shift of the priors (nats)."""
        return at[: len(self.names)], float(at[-2]), float(at[-1])

    def loss(self, at: Floats) -> float:
        """Give the negative log-likelihood and the pulls."""
        weights, offset, shift = self.parts(at)
        raw = self._raw.copy()
        raw[:, self._wording] = (raw[:, self._wording] + offset) * self._heard
        odds = self._prior + shift + LN2 * (self._caps * np.tanh(raw * weights / self._caps)).sum(axis=1)
        unlikely = np.logaddexp(0.0, np.where(self._violating, -odds, odds)).sum()
        pulls = PULL * np.square(weights - self._shipped).sum() + PULL_OFFSET * (offset - USUAL_OFFSET) ** 2
        return float(unlikely + 0.5 * (pulls + PULL_PRIOR * shift**2))


def _log_odds(share: float) -> float:
    return float(np.log(share / (1 - share)))


def _chance(log_odds: float) -> float:
    return float(1.0 / (1.0 + np.exp(-np.clip(log_odds, -14, 14))))
