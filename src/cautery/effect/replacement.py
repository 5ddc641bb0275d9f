"""How many new accounts come for each that was suspended."""

import math
from datetime import timedelta

import polars as pl

from cautery.effect.figure import Figure, Measure, cannot_tell, span, told
from cautery.effect.interval import FEWEST, parts_of, rate_between
from cautery.effect.recognised import Recognised, partly, recognised
from cautery.effect.tables import ObservedTables

DAYS = (7, 30)
Z95 = 1.96
"""Standard deviations from the middle to either end of a 95 % interval."""
METHOD = (
    "New accounts that suspended operators opened within {days} days of a suspension, each counted once, over suspensions that "
    "were watched for {days} days; 95 % by leaving out one operator after another."
)


def replacement(seen: ObservedTables) -> Measure:
    """Say how many accounts an operator opens for each that it lost."""
    known = recognised(seen)
    figures = tuple(_ratio(seen, days, known) for days in DAYS)
    month = figures[1]
    if month.value is not None:
        says = f"For each suspended account {month.value:.2f} new ones came within 30 days{span(month, '.2f')}."
    elif month.low:
        says = f"For each suspended account at least {month.low:.2f} new ones came within 30 days. {month.note}"
    else:
        says = f"How many replace a suspended account cannot be told. {month.note}"
    return Measure(name="replacement", says=says, figures=(month, figures[0]))


def counted(seen: ObservedTables, *, days: int) -> pl.DataFrame:
    """Count for each operator its suspensions that were watched for some days, and the accounts that it opened within them."""
    known = seen.violating().drop_nulls("operator")
    told_by = seen.until - timedelta(days=days)
    every = seen.suspended().with_columns(operator="cluster")
    suspended = every.filter(pl.col("closed_at") <= told_by)
    ends = every.drop_nulls("operator").select("operator", before="account", closed="closed_at").sort("closed")
    fresh = (
        known.sort("created_at")
        .join_asof(ends, left_on="created_at", right_on="closed", by="operator", check_sortedness=False)
        .join(suspended.select(before="account"), on="before", how="semi")
        .filter(pl.col("created_at") <= pl.col("closed").dt.offset_by(f"{days}d"))
    )
    return (
        suspended.group_by("operator")
        .agg(suspended=pl.len(), accounts=pl.col("account").sort())
        .join(fresh.group_by("operator").agg(new=pl.len()), on="operator", how="left")
        .with_columns(pl.col("new").fill_null(0))
        .sort("operator")
    )


def _ratio(seen: ObservedTables, days: int, known: Recognised) -> Figure:
    """Give the ratio as recognised, and had all accounts of unknown hand that were opened soon enough been replacements."""
    rows = counted(seen, days=days)
    name, method = f"replaced_{days}d", METHOD.format(days=days)
    keys = tuple(account for row in rows["accounts"] for account in row)
    if rows.height < FEWEST:
        note = f"{rows.height} operators were watched for {days} days after a suspension; below {FEWEST} nothing can be told."
        return cannot_tell(name, note, unit="accounts", method=method, rows=keys)
    parts = parts_of(rows["operator"].to_list())
    lost = parts.weights @ rows["suspended"].to_numpy()
    new = parts.weights @ rows["new"].to_numpy()
    more = _may_replace(seen, known, days=days)
    each = 1.0 / max(float(rows["suspended"].to_numpy().mean()), 1.0)
    known_only = rate_between(new / lost, clusters=parts.clusters, each=each)
    with_unknown = _spread(rate_between((new + more) / lost, clusters=parts.clusters, each=each), more, lost=lost[0])
    as_known, at_most = (
        told(name, bounds, unit="accounts", method=method, rows=keys) for bounds in (known_only, with_unknown)
    )
    return partly(as_known, at_most, known, highest=None)


def _spread(bounds: tuple[float, float, float], more: int, *, lost: float) -> tuple[float, float, float]:
    """Widen a ratio's upper bound: nobody knows to which operators accounts of unknown hand belong, and some open many.

    Their number varies as counts do whose variance is twice their mean.
    """
    value, low, high = bounds
    return value, low, value + math.hypot(high - value, Z95 * math.sqrt(2 * more) / lost)


def _may_replace(seen: ObservedTables, known: Recognised, *, days: int) -> int:
    """Count accounts of unknown hand that were opened so soon after one of the suspensions that they may replace it."""
    told_by = seen.until - timedelta(days=days)
    ends = seen.suspended().filter(pl.col("closed_at") <= told_by).select(closed="closed_at").sort("closed")
    near = known.loose.sort("opened").join_asof(ends, left_on="opened", right_on="closed")
    return near.filter(pl.col("opened") <= pl.col("closed").dt.offset_by(f"{days}d")).height
