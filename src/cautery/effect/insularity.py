"""How far they speak among themselves: who answers, repeats and mentions accounts that break the clauses."""

import math

import numpy as np
import polars as pl
from scipy import special, stats

from cautery.effect.figure import Figure, Measure, cannot_tell, span, told
from cautery.effect.interval import FEWEST, SURE, Floats, parts_of, spread
from cautery.effect.tables import OTHERS, ObservedTables, clustered

METHOD = (
    "Interactions with accounts that break the clauses which came from such accounts of other operators, over all that came "
    "from others; 95 % by leaving out one operator after another, as who speaks and as who is spoken to."
)


def insularity(seen: ObservedTables) -> Measure:
    """Say which share of interactions with them comes from among them."""
    figure = _share(seen)
    says = (
        f"How far they speak among themselves cannot be told. {figure.note}"
        if figure.value is None
        else f"{figure.value:.0%} of interactions with them came from among them{span(figure)}."
    )
    return Measure(name="insularity", says=says, figures=(figure,))


def interactions(seen: ObservedTables) -> pl.DataFrame:
    """List interactions with accounts that break the clauses: the clusters of both, and whether the one who acts is of them."""
    asked = seen.violating().select(target="account", to="cluster")
    inside = clustered(seen.accounts.filter(pl.col("group").is_in(["violating", OTHERS]))).select("account", "cluster")
    to = seen.ties.join(asked, on="target")
    both = to.join(inside, on="account", how="left").rename({"cluster": "by"})
    named = both.with_columns(
        inside=pl.col("by").is_not_null(), by=pl.coalesce("by", pl.lit("alone:") + pl.col("account"))
    )
    return (
        named.filter(pl.col("by") != pl.col("to"))
        .group_by("by", "to", "inside")
        .agg(pl.col("n").sum())
        .sort("by", "to")
    )


def _share(seen: ObservedTables) -> Figure:
    pairs = interactions(seen)
    keys = tuple(sorted(set(pairs["to"])))
    if len(keys) < FEWEST:
        note = f"Interactions with {len(keys)} operators were seen; below {FEWEST} no share can be told."
        return cannot_tell("insularity", note, unit="share", method=METHOD, rows=keys, table="operators")
    n = pairs["n"].to_numpy().astype(np.float64)
    inside = n * pairs["inside"].to_numpy()
    value = float(inside.sum() / n.sum())
    if value in (0.0, 1.0):
        note = "All of them, or none: no interval can be made."
        return Figure(
            name="insularity", value=value, unit="share", method=METHOD, rows=keys, table="operators", note=note
        )
    by, to = (_error(pairs[side].to_list(), inside, n) for side in ("by", "to"))
    half = float(stats.t.ppf((1 + SURE) / 2, len(keys) - 1)) * math.hypot(by, to)
    low, high = (float(special.expit(special.logit(value) + step)) for step in (-half, half))
    return told("insularity", (value, low, high), unit="share", method=METHOD, rows=keys, table="operators")


def _error(clusters: list[str], inside: Floats, n: Floats) -> float:
    parts = parts_of(clusters)
    shares = (parts.weights @ inside) / (parts.weights @ n)
    return spread(special.logit(shares))
