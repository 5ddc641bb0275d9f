"""Accounts as rows: a frame of platform and account, and back."""

from collections.abc import Iterable, Sequence

import polars as pl

from cautery.model.account import Account, AccountId, Platform


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
