"""What happened, as tables: the events of history by kind, and one row for each account."""

from functools import partial

import polars as pl

from cautery.app import App
from cautery.pipeline.history.lake import lake_of


def events_of(app: App, table: str) -> pl.LazyFrame:
    """Open the events of one kind; `at` is when the platform took it, `claimed` what its author said where that differs."""
    return lake_of(app).scan(table)


def accounts_of(app: App) -> pl.LazyFrame:
    """List the accounts that did anything: since when, until when, how many posts, and how they called themselves last."""
    lake = lake_of(app)
    key = ["platform", "account"]
    scanned = partial(lake.scan)
    active = pl.concat(
        [scanned(name).select(*key, "at") for name in ("posts", "follows", "reactions", "sessions", "profiles")]
    )
    posts = scanned("posts").group_by(key).agg(pl.len().alias("posts"))
    last = pl.col("handle", "display_name", "followers", "following").drop_nulls().last()
    names = scanned("profiles").sort("at").group_by(key).agg(last, pl.col("created_at").drop_nulls().first())
    seen = active.group_by(key).agg(pl.col("at").min().alias("first_at"), pl.col("at").max().alias("last_at"))
    told = seen.join(posts, on=key, how="left").join(names, on=key, how="left")
    return told.with_columns(pl.col("posts").fill_null(0)).sort(key)
