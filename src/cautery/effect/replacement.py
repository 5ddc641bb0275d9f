"""How many new accounts come for each that was suspended."""

from datetime import timedelta

import polars as pl

from cautery.effect.figure import Figure, Measure, cannot_tell, span, told
from cautery.effect.interval import FEWEST, parts_of, rate_between
from cautery.effect.tables import Seen

DAYS = (7, 30)
METHOD = (
    "New accounts that suspended operators opened within {days} days of a suspension, each counted once, over suspensions that "
    "were watched for {days} days; 95 % by leaving out one operator after another."
)


def replacement(seen: Seen) -> Measure:
    """Say how many accounts an operator opens for each that it lost."""
    figures = tuple(_ratio(seen, days) for days in DAYS)
    month = figures[1]
    says = (
        f"How many replace a suspended account cannot be told. {month.note}"
        if month.value is None
        else f"For each suspended account {month.value:.2f} new ones came within 30 days{span(month, '.2f')}."
    )
    return Measure(name="replacement", says=says, figures=(month, figures[0]))


def counted(seen: Seen, *, days: int) -> pl.DataFrame:
    """Count for each operator its suspensions that were watched for some days, and the accounts that it opened within them."""
    known = seen.violating().drop_nulls("operator")
    told_by = seen.until - timedelta(days=days)
    suspended = seen.suspended().drop_nulls("operator").filter(pl.col("closed_at") <= told_by)
    ends = seen.closed().drop_nulls("operator").select("operator", before="account", closed="closed_at").sort("closed")
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


def _ratio(seen: Seen, days: int) -> Figure:
    rows = counted(seen, days=days)
    name, method = f"replaced_{days}d", METHOD.format(days=days)
    keys = tuple(account for one in rows["accounts"] for account in one)
    if rows.height < FEWEST:
        note = f"{rows.height} operators were watched for {days} days after a suspension; below {FEWEST} nothing can be told."
        return cannot_tell(name, note, unit="accounts", method=method, rows=keys)
    parts = parts_of(rows["operator"].to_list())
    ratios = (parts.weights @ rows["new"].to_numpy()) / (parts.weights @ rows["suspended"].to_numpy())
    return told(name, rate_between(ratios, clusters=parts.clusters), unit="accounts", method=method, rows=keys)
