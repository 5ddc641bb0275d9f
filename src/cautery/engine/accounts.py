"""Accounts as rows: a frame of platform and account, and back; and the rows of some accounts."""

from collections.abc import Iterable, Sequence

import polars as pl

from cautery.model.account import Account, AccountId, Platform

MOST_NAMED = 2_000
"""Accounts that are looked for by name; with more of them nearly every row group holds one."""


def accounts_in(frame: pl.DataFrame) -> Iterable[Account]:
    """Give a frame's accounts (platform, account) as values."""
    return (
        Account(platform=Platform(platform), id=AccountId(name))
        for platform, name in frame.select("platform", "account").iter_rows()
    )


def frame_of(accounts: Sequence[Account]) -> pl.DataFrame:
    """Give accounts as a frame: platform, account."""
    rows = [(account.platform, account.id) for account in accounts]
    return pl.DataFrame(rows, schema={"platform": pl.String, "account": pl.String}, orient="row")


def of_accounts(table: pl.LazyFrame, accounts: pl.DataFrame) -> pl.LazyFrame:
    """Keep the rows of some accounts (platform, account). Of parts that are in order of accounts, as history's are, only the
    row groups are read that may hold one of a few: by a join alone, all would be.
    """
    names = accounts["account"].unique()
    if 0 < names.len() <= MOST_NAMED:
        table = table.filter(pl.col("account").is_in(names.to_list()))
    return table.join(accounts.lazy().select("platform", "account"), on=["platform", "account"], how="semi")
