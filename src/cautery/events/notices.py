"""Whom notices are about. Columns only: a notice about a post alone is about whoever posted it, once that is known."""

import polars as pl


def with_whom(notices: pl.LazyFrame, posts: pl.LazyFrame) -> pl.LazyFrame:
    """Add `about`: the account that a notice names, or that posted what it names. Notices about nobody known are left out.

    Args:
        notices, posts: tables of history.
    """
    posters = posts.select("platform", about_post="post", poster="account").unique(["platform", "about_post"])
    found = notices.join(posters, on=["platform", "about_post"], how="left")
    return found.with_columns(about=pl.coalesce("about_account", "poster")).filter(pl.col("about").is_not_null())
