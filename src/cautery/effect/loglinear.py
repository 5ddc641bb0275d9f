"""How many were seen by nobody, from who was seen by which of several lists (log-linear models of capture and recapture).

Each model says how often every combination of lists occurs; what it says of the combination "none" is the answer. Lists that
find the same accounts more often than chance get a term for it, and so do accounts that every list finds more easily. The
models that explain the counts speak together, each by its weight (Fienberg 1972; Darroch 1993; Buckland 1997). Accounts of one
hand are found together, so that counts vary more than by chance: by how much is seen from what the largest models leave over,
and intervals are that much wider (Burnham & Anderson 2002, 2.5).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np

from cautery.effect.interval import Floats

ROUNDS = 60
WILD = 25.0
"""Of a log count, beyond which a model has lost its footing: the lists do not hold it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnseenEstimate:
    """How many nobody saw."""

    count: float
    error: float
    """Standard error of the count's logarithm, over models too."""
    terms: tuple[str, ...]
    """Of the model with the most weight, beyond one a list."""


def unseen_by(caught: Floats) -> UnseenEstimate | None:
    """Estimate from (accounts, lists) of nought and one; None when no model holds.

    Every combination but "none" is a count; models are weighed by the Bayesian information criterion, for counts that vary
    more than by chance.
    """
    lists = caught.shape[1]
    cells = np.array([cell for cell in product((0, 1), repeat=lists) if any(cell)], dtype=np.float64)
    powers = 2 ** np.arange(lists)[::-1]
    counted = np.bincount((caught @ powers).astype(np.int64), minlength=2**lists)[1:].astype(np.float64)
    fits = [fit for terms in _models(lists) if (fit := _fit(terms, cells, counted)) is not None]
    if not fits:
        return None
    more = _more_than_chance(fits, counted)
    criteria = np.array([fit.size * np.log(caught.shape[0]) - 2 * fit.likelihood / more for fit in fits])
    weights = np.exp(-(criteria - criteria.min()) / 2)
    weights /= weights.sum()
    logs = np.array([fit.log_unseen for fit in fits])
    variances = np.array([fit.variance for fit in fits]) * more + np.exp(-logs)
    centre = float(weights @ logs)
    error = float(weights @ np.sqrt(variances + (logs - centre) ** 2))
    chosen = fits[int(np.argmax(weights))]
    return UnseenEstimate(count=float(np.exp(centre)), error=error, terms=tuple(map(_named, chosen.terms)))


Term = tuple[int, ...]
ALL_EASIER: Term = ()
"""The term for accounts that all lists find more easily."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    terms: tuple[Term, ...]
    log_unseen: float
    variance: float
    """Of the logarithm, were counts to vary by chance only."""
    likelihood: float
    size: int
    """How many terms, those of one a list among them."""


def _models(lists: int) -> Iterator[tuple[Term, ...]]:
    """Give independence, and each choice of one or two terms, as long as counts are left to judge them by."""
    pairs: list[Term] = [ALL_EASIER, *combinations(range(lists), 2)] if lists >= 3 else []
    free = 2**lists - 2 - lists
    for size in range(3):
        if size <= max(free, 0):
            yield from combinations(pairs, size)


def _fit(terms: tuple[Term, ...], cells: Floats, counted: Floats) -> _Fit | None:
    design = np.column_stack([np.ones(len(cells)), cells, *(_column(term, cells) for term in terms)])
    beta = np.linalg.lstsq(design, np.log(counted + 0.5), rcond=None)[0]
    for _ in range(ROUNDS):
        expected = np.exp(np.clip(design @ beta, -WILD, WILD))
        information = design.T @ (design * expected[:, None])
        try:
            step = np.linalg.solve(information, design.T @ (counted - expected))
        except np.linalg.LinAlgError:
            return None
        beta = beta + np.clip(step, -2.0, 2.0)
        if np.abs(step).max() < 1e-8:
            break
    else:
        return None
    expected = np.exp(np.clip(design @ beta, -WILD, WILD))
    if abs(beta[0]) > WILD / 2 or np.linalg.cond(information) > 1e12:
        return None
    likelihood = float(np.sum(counted * np.log(expected) - expected))
    variance = float(np.linalg.inv(information)[0, 0])
    return _Fit(terms=terms, log_unseen=float(beta[0]), variance=variance, likelihood=likelihood, size=design.shape[1])


def _more_than_chance(fits: Sequence[_Fit], counted: Floats) -> float:
    """Say by how much counts vary more than by chance, from the deviance of the best of the largest models; at least 1."""
    largest = max(fits, key=lambda fit: (fit.size, fit.likelihood))
    there = counted[counted > 0]
    deviance = 2 * (float(np.sum(there * np.log(there))) - float(counted.sum()) - largest.likelihood)
    return max(1.0, deviance / max(there.size - largest.size, 1))


def _column(term: Term, cells: Floats) -> Floats:
    if term == ALL_EASIER:
        found = cells.sum(axis=1)
        return np.asarray(found * (found - 1) / 2)
    return np.asarray(cells[:, term[0]] * cells[:, term[1]])


def _named(term: Term) -> str:
    return "all" if term == ALL_EASIER else f"{term[0]}+{term[1]}"
