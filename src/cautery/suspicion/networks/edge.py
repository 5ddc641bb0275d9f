"""Who stands at a network's edge: outsiders who met several members again and again, and are no members. Columns only.

They are often those whom a network passes on, or who follow the same things: they are told to whoever judges, and kept out.
"""

import polars as pl

from cautery.suspicion.networks.pairs import DAY_S, WINDOW_S, Integers

FEWEST_MEMBERS = 2
FEWEST_DAYS = 3
MOST = 20
"""Bystanders that are told of: a crowd around a network has no end."""


def bystanders_of(group: Integers, actions: pl.DataFrame) -> list[int]:
    """Give the outsiders who met at least two members within an hour on at least three days, most often first.

    Args:
        actions: what members and others did to the same things: `number`, `thing`, `at`.
    """
    inside = pl.Series(group)
    ours = actions.filter(pl.col("number").is_in(inside.implode())).select("thing", member="number", then="at")
    met = (
        actions.filter(~pl.col("number").is_in(inside.implode()))
        .select("number", "thing", "at")
        .join(ours, on="thing")
        .filter((pl.col("at") - pl.col("then")).abs() <= WINDOW_S)
    )
    counted = met.group_by("number").agg(
        members=pl.col("member").n_unique(), days=(pl.col("at") // DAY_S).n_unique(), times=pl.len()
    )
    kept = counted.filter((pl.col("members") >= FEWEST_MEMBERS) & (pl.col("days") >= FEWEST_DAYS))
    return list(kept.sort(["days", "times", "number"], descending=[True, True, False])["number"].head(MOST).to_list())
