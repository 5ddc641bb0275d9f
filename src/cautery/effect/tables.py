"""What effect is measured on: seven tables with fixed columns, from a real history or from a simulated world. Columns only.

`handoff:kik` is the host of a contact on another service, `media:<hash>` that of a piece of media.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import polars as pl
from polars._typing import PolarsDataType

from cautery.errors import Invalid, Missing

TIME = pl.Datetime("us", "UTC")
HANDOFF, MEDIA = "handoff:", "media:"
OTHERS = "others"
"""The group of accounts that break the clauses too, while one takedown is looked at that did not meet them."""
SUSPECTED = "suspected"
"""The group of accounts that a machine takes for returns and about whom nobody has decided: they may be returns."""
OURS = ("us", "platform")
"""Who closes an account against its owner's will."""
_COLUMNS: Mapping[str, Mapping[str, PolarsDataType]] = {
    "accounts": {
        "account": pl.String,
        "operator": pl.String,  # the hand as the observer knows it
        "incarnation": pl.Int64,  # 1: the hand's first account
        "group": pl.String,  # "violating", "control", "suspected", or a cohort that must not be wronged: news, research, ...
        "created_at": TIME,
        "first_seen_at": TIME,  # later than created_at: nobody would have known of it, had it ended before
        "first_violation_at": TIME,
        "last_alive_at": TIME,  # the last time that it was seen alive
        "closed_at": TIME,  # it ended after last_alive_at, and no later than this
        "closed_by": pl.String,  # us, platform or owner
        "takedown": pl.String,
    },
    "reach": {"account": pl.String, "day": pl.Date, "followers": pl.Int64, "views": pl.Int64, "posts": pl.Int64},
    "links": {"account": pl.String, "day": pl.Date, "host": pl.String, "n": pl.Int64},
    "ties": {"account": pl.String, "target": pl.String, "day": pl.Date, "n": pl.Int64},
    "detections": {"account": pl.String, "detector": pl.String, "at": TIME},
    "decisions": {
        "case": pl.String,
        "account": pl.String,
        "measure": pl.String,
        "at": TIME,
        "reversed_at": TIME,
        "appealed": pl.Boolean,
        "upheld": pl.Boolean,  # the decision stood when the appeal was heard; null while it waits
        "opened_at": TIME,
        "chance": pl.Float64,
        "takedown": pl.String,
    },
    "looks": {"account": pl.String, "at": TIME},
}
SCHEMAS: Mapping[str, pl.Schema] = {name: pl.Schema(columns) for name, columns in _COLUMNS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedTables:
    """All that an observer saw, and until when."""

    accounts: pl.DataFrame
    reach: pl.DataFrame
    links: pl.DataFrame
    ties: pl.DataFrame
    detections: pl.DataFrame
    decisions: pl.DataFrame
    looks: pl.DataFrame
    until: datetime
    takedown: str | None
    """The one takedown that is looked at; None: all that was done."""
    golden: tuple[int, int] | None = None
    """Of returns that are known in another way, how many were recognised, and how many there are."""

    def violating(self) -> pl.DataFrame:
        """Give the accounts that break the clauses, each with the cluster that it stands in: its operator, or itself."""
        return clustered(self.accounts.filter(pl.col("group") == "violating"))

    def closed(self) -> pl.DataFrame:
        """Give those of them that were closed against their owner's will."""
        return self.violating().filter(pl.col("closed_by").is_in(OURS)).drop_nulls("closed_at")

    def suspended(self) -> pl.DataFrame:
        """Give those of them whose closing is looked at: all, or those that the one takedown closed."""
        return self.closed() if self.takedown is None else self.closed().filter(pl.col("takedown") == self.takedown)

    def first_suspended(self) -> pl.DataFrame:
        """Give the day on which each cluster lost its first account, and from which on its fate is followed."""
        return self.suspended().group_by("cluster").agg(acted=pl.col("closed_at").min().dt.date()).sort("cluster")


def of_takedown(seen: ObservedTables, takedown: str, *, covers: Collection[str] = ()) -> ObservedTables:
    """Keep the operators whom a takedown met, with all their accounts, and whoever they are compared with.

    Args:
        covers: names of takedowns that are looked at as this one.
    """
    meant = pl.when(pl.col("takedown").is_in(list(covers))).then(pl.lit(takedown)).otherwise("takedown")
    accounts = clustered(seen.accounts).with_columns(takedown=meant)
    met = accounts.filter(pl.col("takedown") == takedown)["cluster"].unique().to_list()
    if not met:
        raise Missing(f"There is no takedown '{takedown}' of which any account was seen.")
    other = (pl.col("group") == "violating") & ~pl.col("cluster").is_in(met)
    grouped = accounts.with_columns(group=pl.when(other).then(pl.lit(OTHERS)).otherwise("group")).drop("cluster")
    decided = seen.decisions.with_columns(takedown=meant).filter(pl.col("takedown") == takedown)
    return replace(seen, accounts=grouped, decisions=decided, takedown=takedown)


def seen(
    frames: Mapping[str, pl.DataFrame], *, until: datetime, golden: tuple[int, int] | None = None
) -> ObservedTables:
    """Take tables as they come; a table that is left out is empty, one with other columns is refused."""
    strange = sorted(set(frames) - set(SCHEMAS))
    if strange:
        raise Invalid(f"Effect has no table '{strange[0]}'; it has: {', '.join(SCHEMAS)}.")
    tables = {name: _as_asked(name, frames.get(name)) for name in SCHEMAS}
    return ObservedTables(until=until, takedown=None, golden=golden, **tables)


def clustered(accounts: pl.DataFrame) -> pl.DataFrame:
    """Add `cluster`: accounts of one operator share their fate, so that they count as one where intervals are made."""
    return accounts.with_columns(cluster=pl.coalesce("operator", pl.lit("alone:") + pl.col("account")))


def hours_between(begin: str, end: str) -> pl.Expr:
    """Say how many hours lie between two columns."""
    return (pl.col(end) - pl.col(begin)).dt.total_microseconds() / 3.6e9


def _as_asked(name: str, frame: pl.DataFrame | None) -> pl.DataFrame:
    schema = SCHEMAS[name]
    if frame is None:
        return pl.DataFrame(schema=schema)
    missing = [column for column in schema if column not in frame.columns]
    if missing:
        raise Invalid(f"The table '{name}' has no column '{missing[0]}'; it needs: {', '.join(schema)}.")
    return frame.select(pl.col(column).cast(kind) for column, kind in schema.items())
