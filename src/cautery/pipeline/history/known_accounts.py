"""Whether an account was ever seen: in history, a decision, a case. Of any other there is only a stranger's word. And on which
platforms anything was seen at all.
"""

import polars as pl

from cautery.app import App
from cautery.model.account import Account
from cautery.pipeline.history.lake import lake_of
from cautery.store import cases, decisions

TABLES = ("profiles", "posts")
"""What an account that did anything stands in; both are in order of accounts, so that a question reads a little of each."""


def platforms_known(app: App) -> tuple[str, ...]:
    """List the platforms that are configured, or that history tells of."""
    told = pl.concat([lake_of(app).scan(table).select("platform") for table in TABLES]).unique().collect()
    return tuple(sorted({*app.config.platforms, *told["platform"].to_list()}))


def is_known(app: App, about: Account) -> bool:
    """Say whether anything but a notice tells of an account."""
    with app.reading() as connection:
        if cases.about(connection, about) or decisions.about(connection, about):
            return True
    is_theirs = (pl.col("platform") == about.platform) & (pl.col("account") == about.id)
    return any(lake_of(app).scan(table).filter(is_theirs).head(1).collect().height > 0 for table in TABLES)
