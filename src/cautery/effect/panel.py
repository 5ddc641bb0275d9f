"""Reach and posts by cluster and day: what before and after are compared on. Columns and arrays only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import polars as pl

from cautery.effect.interval import Floats
from cautery.effect.tables import OTHERS, OURS, ObservedTables, clustered

What = Literal["reach", "posts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterPanel:
    """Clusters by days, and when each was first acted upon."""

    clusters: tuple[str, ...]
    groups: tuple[str, ...]
    first_day: date
    values: Floats
    """(clusters, days): reach or posts of all accounts of the cluster on that day; nought when nothing was there."""
    acted: Mapping[str, date]
    """The day on which the first account of a cluster was suspended."""

    @property
    def days(self) -> int:
        """How many days it covers."""
        return int(self.values.shape[1])

    def place(self, day: date) -> int:
        """Give the column of a day."""
        return (day - self.first_day).days

    def where(self, names: Sequence[str]) -> list[int]:
        """Give the rows of some clusters."""
        known = {name: row for row, name in enumerate(self.clusters)}
        return [known[name] for name in names if name in known]


def panel_of(seen: ObservedTables, *, what: What) -> ClusterPanel:
    """Add up reach or posts by cluster and day, the last day left out for it is not over."""
    accounts = clustered(seen.accounts).select("account", "cluster", "group", "closed_at", "closed_by")
    daily = seen.reach.join(accounts, on="account").filter(pl.col("day") < seen.until.date())
    value = pl.col("posts").fill_null(0) if what == "posts" else reach_in(seen)
    summed = (
        daily.with_columns(value=value).group_by("cluster", "day").agg(pl.col("value").sum()).sort("cluster", "day")
    )
    named = accounts.group_by("cluster").agg(pl.col("group").first()).sort("cluster")
    first = daily["day"].min()
    begin = first if isinstance(first, date) else seen.until.date()
    days = max((seen.until.date() - begin).days, 0)
    rows = {name: row for row, name in enumerate(named["cluster"])}
    values = np.zeros((named.height, days))
    place = (summed["day"] - begin).dt.total_days().to_numpy()
    values[[rows[name] for name in summed["cluster"]], place] = summed["value"].to_numpy()
    return ClusterPanel(
        clusters=tuple(named["cluster"]),
        groups=tuple(named["group"]),
        first_day=begin,
        values=values,
        acted=dict(_acted(accounts, seen).iter_rows()),
    )


def _acted(accounts: pl.DataFrame, seen: ObservedTables) -> pl.DataFrame:
    """Say when each cluster lost its first account: those looked at, and others that break the clauses too."""
    others = accounts.filter(pl.col("closed_by").is_in(OURS), pl.col("group") == OTHERS).drop_nulls("closed_at")
    elsewhere = others.group_by("cluster").agg(acted=pl.col("closed_at").min().dt.date())
    return pl.concat([seen.first_suspended(), elsewhere]).sort("cluster")


def reach_in(seen: ObservedTables) -> pl.Expr:
    """Say what reach is here: views where the platform counts them, else followers times posts."""
    if seen.reach["views"].null_count() < seen.reach.height:
        return pl.col("views").fill_null(0).cast(pl.Float64)
    return (pl.col("followers").fill_null(0) * pl.col("posts").fill_null(0)).cast(pl.Float64)


def reach_is(seen: ObservedTables) -> str:
    """Say in words what reach is here."""
    counted = seen.reach["views"].null_count() < seen.reach.height
    return "views" if counted else "followers times posts"
