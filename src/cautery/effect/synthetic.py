"""What one big event did to a series, against a mixture of other series that went like it before (synthetic control).

The mixture's weights are not negative and add up to one. How far such a mixture goes astray by itself is seen by asking the
same of each of the other series, to which nothing was done (Abadie 2010); the interval is as wide as they go astray.
"""

from dataclasses import dataclass

import numpy as np
from scipy import optimize, stats

from cautery.effect.interval import SURE, Floats

FEWEST_SERIES = 8
FEWEST_BEFORE = 7
SUM_TO_ONE = 1e3
"""How hard the weights are held to add up to one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntheticEffect:
    """What an event did, and the line that would have been."""

    lost: tuple[float, float, float]
    """Share of what would have been, after the event, with bounds."""
    otherwise: Floats
    weights: Floats
    """Of each other series."""
    fit: float
    """How far the mixture was from the series before, as a share of it."""


def event(series: Floats, others: Floats, *, at: int) -> SyntheticEffect | None:
    """Say what an event did; None where there are too few days before it, or too few others.

    Args:
        others: (series, days), of those that the event did not meet.
        at: the day of the event.
    """
    usable = others[others[:, :at].mean(axis=1) > 0]
    if at < FEWEST_BEFORE or len(usable) < FEWEST_SERIES or series[:at].mean() <= 0 or at >= series.size:
        return None
    scaled = usable / usable[:, :at].mean(axis=1, keepdims=True)
    line, weights = _mixture(series / series[:at].mean(), scaled, at)
    astray = np.array([_astray(scaled, row, at) for row in range(len(scaled))])
    gap = _gap(series / series[:at].mean(), line, at)
    half = float(stats.t.ppf((1 + SURE) / 2, len(astray) - 1)) * float(np.sqrt(np.mean(astray**2)))
    fit = float(np.sqrt(np.mean((series[:at] / series[:at].mean() - line[:at]) ** 2)))
    bounds = (1 - np.exp(gap + half), 1 - np.exp(gap - half))
    return SyntheticEffect(
        lost=(float(1 - np.exp(gap)), float(bounds[0]), float(bounds[1])),
        otherwise=line * series[:at].mean(),
        weights=weights,
        fit=fit,
    )


def _mixture(line: Floats, others: Floats, at: int) -> tuple[Floats, Floats]:
    design = np.vstack([others[:, :at].T, np.full((1, len(others)), SUM_TO_ONE)])
    weights, _ = optimize.nnls(design, np.append(line[:at], SUM_TO_ONE))
    return np.asarray(weights @ others), np.asarray(weights)


def _astray(others: Floats, row: int, at: int) -> float:
    """Say how far the mixture of all others goes from one of them after the day, on the scale of logarithms."""
    line, _ = _mixture(others[row], np.delete(others, row, axis=0), at)
    return _gap(others[row], line, at)


def _gap(series: Floats, line: Floats, at: int) -> float:
    was, would = max(float(series[at:].mean()), 1e-6), max(float(line[at:].mean()), 1e-6)
    return float(np.log(was / would))
