"""Who came back after a suspension, and how soon."""

from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import polars as pl

from cautery.effect.figure import Curve, Figure, Measure, cannot_tell, point, span, told
from cautery.effect.interval import FEWEST, Floats, JackknifeWeights, between, clustered_share, parts_of
from cautery.effect.lifetimes import Lives, age_when, lasting, steps_until
from cautery.effect.recognised import Recognised, matched, partly, recognised
from cautery.effect.tables import TIME, ObservedTables, hours_between

WINDOWS = (("7d", 168.0), ("30d", 720.0))
WITHIN_H = 720.0
HALF = 0.5
PER_SUSPENSION = (
    "Time from a suspension until the operator's next account is opened, those not back yet counted as far as they were "
    "watched (Kaplan-Meier); 95 % by leaving out one operator after another."
)
PER_OPERATOR = "Of operators watched so long after their first suspension, the share that opened another account."
TIME_TO = (
    "Of those that come back within 30 days, the time by which half have; bounds from the band of that share by leaving out "
    "one operator after another."
)


def returns(seen: ObservedTables) -> Measure:
    """Say how often and how soon a suspended operator comes back; what was not recognised is missing, and not nought."""
    gaps, known = gaps_after(seen), recognised(seen)
    keys, clusters = tuple(gaps["account"]), gaps["cluster"].to_list()
    if len(set(clusters)) < FEWEST:
        note = f"{len(set(clusters))} operators were suspended; below {FEWEST} no share can be told."
        shares = [_cannot(f"returned_{name}", note, keys) for name, _ in WINDOWS]
        shares.append(cannot_tell("time_to_return", note, unit="hours", method=TIME_TO, rows=keys))
        return Measure(name="returns", says=f"Whether they come back cannot be told. {note}", figures=tuple(shares))
    parts = parts_of(clusters)
    edges = steps_until(WITHIN_H, marks=[hours for _, hours in WINDOWS])
    came = _back_by(gaps, edges, parts)
    watched = float(gaps["watched"].to_numpy().max())
    figures = [
        partly(
            _came(f"returned_{name}", came[:, _place(edges, hours)], parts, keys, watched >= hours),
            _came(
                f"returned_{name}",
                _back_by(_at_most(gaps, known, hours), edges, parts)[:, _place(edges, hours)],
                parts,
                keys,
                watched >= hours,
            ),
            known,
        )
        for name, hours in WINDOWS
    ]
    figures.append(_time_to(came, edges, keys, watched, known))
    figures += [
        partly(_operators(gaps, name, hours), _operators(_at_most(gaps, known, hours), name, hours), known)
        for name, hours in WINDOWS
    ]
    shown = [place for place, edge in enumerate(edges) if edge <= min(watched, WITHIN_H)]
    points = (
        point(float(edges[place]), between(came[:, place], scale="logit", clusters=parts.clusters, cases=len(keys)))
        for place in shown
    )
    curve = Curve(name="back, as far as recognised" if known.loose.height else "back", points=tuple(points))
    return Measure(name="returns", says=_says(figures), figures=tuple(figures), curves=(curve,))


def _back_by(gaps: pl.DataFrame, edges: Floats, parts: JackknifeWeights) -> Floats:
    """Give (parts, edges): the share of suspensions after which the operator was back by then (Kaplan-Meier)."""
    hours, back = gaps["hours"].to_numpy(), gaps["back"].to_numpy()
    lives = Lives(entry=np.zeros(hours.size), alive=hours, gone=np.where(back, hours, np.inf))
    return np.asarray(1.0 - lasting(lives, edges, parts.weights))


def _at_most(gaps: pl.DataFrame, known: Recognised, hours: float) -> pl.DataFrame:
    """Give the same suspensions, had as many as can be been followed so soon by an account of unknown hand."""
    window = timedelta(hours=hours)
    open_ = gaps.with_row_index("row").filter(~(pl.col("back") & (pl.col("hours") <= hours)))
    ended, rows = open_["closed_at"].to_list(), open_["row"].to_numpy()
    met = rows[matched(ended, known.loose["opened"].to_list(), within=window)]
    back, until = gaps["back"].to_numpy().copy(), gaps["hours"].to_numpy().copy()
    back[met] = True
    until[met] = np.minimum(until[met], hours)
    return gaps.with_columns(back=pl.Series(back), hours=pl.Series(until))


def gaps_after(seen: ObservedTables) -> pl.DataFrame:
    """List the suspensions: hours until the operator's next account, or until when none was known.

    An account of unknown hand counts too: left out, only those that were recognised by their return would be left.
    """
    ended = seen.suspended()
    opened = seen.violating().drop_nulls("operator").select("operator", opened="created_at").sort("opened")
    after = ended.sort("closed_at").join_asof(
        opened, left_on="closed_at", right_on="opened", by="operator", strategy="forward", check_sortedness=False
    )
    timed = after.with_columns(until=pl.lit(seen.until, dtype=TIME)).with_columns(next=pl.coalesce("opened", "until"))
    return (
        timed.select(
            "account",
            operator="cluster",
            cluster="cluster",
            closed_at="closed_at",
            hours=hours_between("closed_at", "next"),
            watched=hours_between("closed_at", "until"),
            back=pl.col("opened").is_not_null(),
        )
        .filter(pl.col("hours") >= 0)
        .sort("closed_at", "account")
    )


def _came(name: str, shares: Floats, parts: JackknifeWeights, keys: tuple[str, ...], long_enough: bool) -> Figure:
    if not long_enough:
        return _cannot(name, "No suspension has been watched for so long yet.", keys)
    found = between(shares, scale="logit", clusters=parts.clusters, cases=len(keys))
    return told(name, found, unit="share", method=PER_SUSPENSION, rows=keys)


def _cannot(name: str, note: str, keys: tuple[str, ...]) -> Figure:
    return cannot_tell(name, note, unit="share", method=PER_SUSPENSION, rows=keys)


def _time_to(came: Floats, edges: Floats, keys: tuple[str, ...], watched: float, known: Recognised) -> Figure:
    last = _place(edges, min(watched, WITHIN_H))
    if came[0, last] <= 0:
        return cannot_tell("time_to_return", "No return was recognised.", unit="hours", method=TIME_TO, rows=keys)
    if not known.enough:
        return cannot_tell("time_to_return", known.says, unit="hours", method=TIME_TO, rows=keys)
    left = 1.0 - came[:, : last + 1] / np.maximum(came[:, last : last + 1], 1e-12)
    bounds = np.array([between(left[:, place], scale="logit") for place in range(last + 1)])
    value, low, high = (age_when(bounds[:, place], edges[: last + 1], HALF) for place in range(3))
    return told("time_to_return", (value, low, high), unit="hours", method=TIME_TO, rows=keys)


def _operators(gaps: pl.DataFrame, name: str, hours: float) -> Figure:
    """Say which share of operators was back so soon after their first suspension, of those watched for so long."""
    first = gaps.unique("operator", keep="first", maintain_order=True)
    watched = first.filter(pl.col("watched") >= hours).with_columns(hit=pl.col("back") & (pl.col("hours") <= hours))
    keys = tuple(watched["operator"])
    if not keys:
        note = "No operator has been watched for so long yet."
        return cannot_tell(f"operators_returned_{name}", note, unit="share", method=PER_OPERATOR, rows=keys)
    found = clustered_share(watched["hit"].cast(pl.Float64).to_numpy(), np.ones(len(keys)), parts_of(keys))
    return told(f"operators_returned_{name}", found, unit="share", method=PER_OPERATOR, rows=keys)


def _place(edges: Floats, hours: float) -> int:
    return int(np.searchsorted(edges, hours, side="right") - 1)


def _says(figures: Sequence[Figure]) -> str:
    by_name = {figure.name: figure for figure in figures}
    week, time = by_name["returned_7d"], by_name["time_to_return"]
    if week.value is None and (week.low is None or week.low <= 0):
        return f"Whether they come back cannot be told. {week.note}"
    if week.value is None:
        return f"Operators returned within 7 days after at least {week.low:.0%} of suspensions. {week.note}"
    soon = f", half of them within {time.value:.0f} hours" if time.value is not None else ""
    return f"Operators returned within 7 days after {week.value:.0%} of suspensions{span(week)}{soon}."
