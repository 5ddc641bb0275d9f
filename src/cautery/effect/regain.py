"""How many followers the next account of an operator has, against what the suspended one had."""

import numpy as np
import polars as pl

from cautery.effect.figure import Figure, Measure, cannot_tell, span, told
from cautery.effect.interval import FEWEST, between, parts_of
from cautery.effect.recognised import Recognised, recognised
from cautery.effect.tables import ObservedTables

DAYS = (7, 30)
LATER = 4
"""Incarnations from which on they are taken together."""
METHOD = (
    "Most followers in the first {days} days of an account over those that the operator's account before it had on its last "
    "day, one added to both; geometric mean; 95 % by leaving out one operator after another."
)


def regain(seen: ObservedTables) -> Measure:
    """Say which part of the followers is won back, by how often the operator has been suspended."""
    known = recognised(seen)
    figures = [
        _ratio(pairs_of_lives(seen, days=days), days, name, chosen, known)
        for days in DAYS
        for name, chosen in (
            ("", pl.lit(value=True)),
            ("_second", pl.col("incarnation") == 2),
            ("_third", pl.col("incarnation") == 3),
            ("_later", pl.col("incarnation") >= LATER),
        )
    ]
    week = figures[0]
    says = (
        f"How much of the following is won back cannot be told. {week.note}"
        if week.value is None
        else f"A new account had {week.value:.0%} of the suspended one's followers after 7 days{span(week)}."
    )
    return Measure(name="regain", says=says, figures=tuple(figures))


def pairs_of_lives(seen: ObservedTables, *, days: int) -> pl.DataFrame:
    """List accounts that continue a suspended one and were watched for some days or to their end, with followers of both."""
    known = seen.violating().drop_nulls(["operator", "created_at"]).sort("operator", "created_at", "account")
    earlier = (
        seen.closed().drop_nulls("operator").select("operator", before="account", closed="closed_at").sort("closed")
    )
    pairs = known.sort("created_at").join_asof(
        earlier, left_on="created_at", right_on="closed", by="operator", strategy="backward", check_sortedness=False
    )
    pairs = pairs.join(seen.suspended().select(before="account"), on="before", how="semi")
    watched = pl.col("closed_at").is_not_null() | (pl.col("created_at").dt.offset_by(f"{days}d") <= seen.until)
    begun = pairs.filter(watched & (pl.col("first_seen_at") <= pl.col("created_at").dt.offset_by("1d")))
    daily = seen.reach.drop_nulls("followers").sort("account", "day")
    last = daily.group_by("account").agg(had=pl.col("followers").last())
    grown = (
        daily.join(begun.select("account", "created_at"), on="account")
        .filter(pl.col("day") <= pl.col("created_at").dt.date().dt.offset_by(f"{days}d"))
        .group_by("account")
        .agg(has=pl.col("followers").max())
    )
    return (
        begun.join(grown, on="account")
        .join(last, left_on="before", right_on="account")
        .with_columns(ratio=((pl.col("has") + 1) / (pl.col("had") + 1)).log())
        .sort("account")
    )


def _ratio(pairs: pl.DataFrame, days: int, name: str, chosen: pl.Expr, known: Recognised) -> Figure:
    """Give the ratio of the returns that were recognised; where too few were, those that were may be unlike the others."""
    rows = pairs.filter(chosen)
    keys, clusters = tuple(rows["account"]), rows["cluster"].to_list()
    full, method = f"regained{name}_{days}d", METHOD.format(days=days)
    if len(set(clusters)) < FEWEST:
        note = f"{len(set(clusters))} operators have such an account; below {FEWEST} nothing can be told."
        return cannot_tell(full, note, unit="times", method=method, rows=keys)
    if not known.enough:
        return cannot_tell(full, known.says, unit="times", method=method, rows=keys)
    parts = parts_of(clusters)
    means = (parts.weights @ rows["ratio"].to_numpy()) / parts.weights.sum(axis=1)
    return told(
        full, between(np.exp(means), scale="log", clusters=parts.clusters), unit="times", method=method, rows=keys
    )
