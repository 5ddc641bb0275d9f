"""How likely an account like each was to be found by now: a joint model of being found and of living on.

An account is in the tables because some detector found it, and it is soon suspended then; those that no detector has found live
on and are in no table. So lives of the found are too short, and their returns too few. Each detector finds at a rate of its own
that goes with how much an account posts; what makes an account easy or hard for all of them is a gamma frailty. The likelihood
is that of what was seen (who found it, when, and who had not yet when it was suspended), given that it was found in the time
there was (truncation: Huggins 1989, in continuous time; frailty: Vaupel 1979). An account stands for 1/p like it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy import optimize, special

from cautery.effect.interval import Floats
from cautery.effect.tables import OTHERS, TIME, ObservedTables

FEWEST_FOUND, FEWEST_TWICE = 20, 6
"""Accounts found, and found by two detectors, below which there is nothing to learn from."""
BY_DETECTORS = 0.9
"""Share of accounts with a detection from which on the others are taken to be slips, and not found in another way."""
DRAWS = 200
SURE = 2.5
"""Percent left out on each side."""
SOFT = 4.0
"""Variance that parameters have before anything is seen (log scale): keeps what the rows do not tell from running away."""
MISFIT = 1.5
"""By how much wider than the likelihood says: ease differs in more ways than one, and accounts of one hand go together."""
LEAST_P = 0.02
FAR = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectionChances:
    """How likely each found account was to be found by now."""

    p: Mapping[str, float]
    p_low: Mapping[str, float]
    """As low as it may be at 95 %."""
    p_high: Mapping[str, float]
    unfound: tuple[float, float, float]
    """How many accounts nobody found, with bounds."""
    stops: bool
    """Whether detectors find nothing in accounts that are closed, so that who is closed soon is found once."""

    def share(self, accounts: pl.Series, which: str = "p") -> float:
        """Give which share of accounts like these was found; 1 where there are none."""
        known: Mapping[str, float] = getattr(self, which)
        ps = [known[name] for name in accounts if name in known]
        return len(ps) / sum(1 / p for p in ps) if ps else 1.0


def only_found(seen: ObservedTables) -> bool:
    """Tell whether accounts stand in the tables because a detector found them; a census of another kind needs no model."""
    theirs = _theirs(seen)
    found = theirs.join(seen.detections, on="account", how="semi").height
    return theirs.is_empty() or found >= BY_DETECTORS * theirs.height


def finding_of(seen: ObservedTables) -> DetectionChances | None:
    """Learn from the detections; None where too little was found by two detectors, or no times are told."""
    watched = _watched(seen) if only_found(seen) else None
    if watched is None:
        return None
    rows, names, stops = watched
    if len(rows.rate) < FEWEST_FOUND or int((rows.found.sum(axis=1) > 1).sum()) < FEWEST_TWICE:
        return None
    start = np.concatenate([np.full(rows.found.shape[1], -3.0), [0.5, 0.0]])
    fit = optimize.minimize(_cost, start, args=(rows,), method="BFGS", options={"gtol": 1e-3, "maxiter": 200})
    if not np.isfinite(fit.fun):
        return None
    draws = _draws(fit.x, np.asarray(fit.hess_inv))
    each = np.array([_chances(theta, rows) for theta in draws])
    best = _chances(fit.x, rows)
    low, high = np.percentile(each, [SURE, 100 - SURE], axis=0)
    more = np.sum(1 / each - 1, axis=1)
    # Whoever is missed varies by chance too, and so do those that were found.
    noise = np.random.default_rng(1).standard_normal(DRAWS) * np.sqrt(np.sum((1 - each) / each**2, axis=1))
    bounds = np.percentile(np.maximum(more + noise, 0.0), [SURE, 100 - SURE])
    return DetectionChances(
        p=dict(zip(names, best.tolist(), strict=True)),
        p_low=dict(zip(names, low.tolist(), strict=True)),
        p_high=dict(zip(names, high.tolist(), strict=True)),
        unfound=(float(np.sum(1 / best - 1)), float(bounds[0]), float(bounds[1])),
        stops=stops,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    found: Floats
    """(accounts, detectors): 1 where it found the account."""
    waited: Floats
    """(accounts, detectors): days until it did, or until it could no longer."""
    could: Floats
    """(accounts,): days until now, or until the owner left: how long there was to find it."""
    rate: Floats
    """(accounts,): logarithm of posts a day, about the usual."""


def _watched(seen: ObservedTables) -> tuple[_Rows, list[str], bool] | None:
    """Read who found whom after which time; None where fewer than two detectors tell times."""
    theirs = _theirs(seen)
    told = seen.detections.drop_nulls("at").join(theirs.select("account"), on="account", how="semi")
    first = told.group_by("account", "detector").agg(pl.col("at").min())
    detectors = sorted(set(first["detector"]))
    if len(detectors) < 2:
        return None
    posts = seen.reach.group_by("account").agg(posts=pl.col("posts").sum())
    until = pl.lit(seen.until, dtype=TIME)
    left = pl.when(pl.col("closed_by") == "owner").then("closed_at")
    lives = (
        theirs.join(first.select("account").unique(), on="account", how="semi")
        .join(posts, on="account", how="left")
        .with_columns(end=pl.coalesce("closed_at", until), last=pl.coalesce(left, until))
        .with_columns(lived=_days("first_seen_at", "end"), could=_days("first_seen_at", "last"))
        .filter(pl.col("could") > 0)
        .sort("account")
    )
    late = first.join(lives.select("account", "closed_at"), on="account").filter(
        pl.col("at") > pl.col("closed_at").dt.offset_by("1d")
    )
    stops = late.is_empty()
    names = lives["account"].to_list()
    wide = first.join(lives.select("account", "first_seen_at"), on="account")
    found, waited = np.zeros((len(names), len(detectors))), np.zeros((len(names), len(detectors)))
    lived = np.maximum(lives["lived"].to_numpy(), 1 / 24)
    could = np.maximum(lives["could"].to_numpy(), lived)
    most = lived if stops else could
    waited[:] = most[:, None]
    at = {name: place for place, name in enumerate(names)}
    column = {name: place for place, name in enumerate(detectors)}
    for account, detector, days in wide.select("account", "detector", _days("first_seen_at", "at")).iter_rows():
        if account in at:
            row = at[account]
            found[row, column[detector]] = 1.0
            waited[row, column[detector]] = min(max(days, 1 / 24), most[row])
    rate = np.log((lives["posts"].fill_null(0).to_numpy() + 0.5) / (lived + 0.5))
    return _Rows(found=found, waited=waited, could=could, rate=rate - np.median(rate)), names, stops


def _theirs(seen: ObservedTables) -> pl.DataFrame:
    return seen.accounts.filter(pl.col("group").is_in(["violating", OTHERS])).drop_nulls("first_seen_at")


def _days(begin: str, end: str) -> pl.Expr:
    return (pl.col(end) - pl.col(begin)).dt.total_microseconds() / 8.64e10


def _cost(theta: Floats, rows: _Rows) -> float:
    """Give minus the penalised log-likelihood; the parameters: log rate by detector, power of activity, log frailty."""
    hazards, power, k = _read(theta)
    active = np.exp(np.clip(power * rows.rate, -FAR, FAR))
    spent = active * (rows.waited @ hazards)
    found = rows.found.sum(axis=1)
    seen = rows.found @ np.log(hazards) + found * power * rows.rate
    seen += special.gammaln(k + found) - special.gammaln(k) + k * np.log(k) - (k + found) * np.log(k + spent)
    chance = -np.expm1(-k * np.log1p(active * rows.could * hazards.sum() / k))
    total = float(np.sum(seen - np.log(np.maximum(chance, 1e-12))))
    prior = (power - 0.5) ** 2 / 2 + theta[-1] ** 2 / SOFT
    return -total + float(prior) if np.isfinite(total) else 1e12


def _chances(theta: Floats, rows: _Rows) -> Floats:
    hazards, power, k = _read(theta)
    active = np.exp(np.clip(power * rows.rate, -FAR, FAR))
    return np.asarray(np.maximum(-np.expm1(-k * np.log1p(active * rows.could * hazards.sum() / k)), LEAST_P))


def _read(theta: Floats) -> tuple[Floats, float, float]:
    clipped = np.clip(theta, -FAR, FAR)
    return np.exp(clipped[:-2]), float(clipped[-2]), float(np.exp(np.clip(clipped[-1], -5, 5)))


def _draws(centre: Floats, spread: Floats) -> Floats:
    lot = np.random.default_rng(0)
    try:
        root = np.linalg.cholesky(spread + 1e-9 * np.eye(len(centre)))
    except np.linalg.LinAlgError:
        root = np.diag(np.sqrt(np.maximum(np.diag(spread), 1e-9)))
    return np.asarray(centre + MISFIT * lot.standard_normal((DRAWS, len(centre))) @ root.T)
