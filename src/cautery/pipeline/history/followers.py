"""Followers: how many follow some accounts, as their profiles told last."""

from collections.abc import Mapping, Sequence

import polars as pl

from cautery.app import App
from cautery.engine.accounts import accounts_in, frame_of, of_accounts
from cautery.model.account import Account
from cautery.pipeline.history.lake import lake_of


def followers_of(app: App, accounts: Sequence[Account]) -> Mapping[Account, int]:
    """Give how many follow each of some accounts; who is not in it has no profile that tells."""
    if not accounts:
        return {}
    told = lake_of(app).scan("profiles").drop_nulls("followers")
    theirs = of_accounts(told, frame_of(accounts)).sort("at", "id")
    last = theirs.group_by("platform", "account").agg(pl.col("followers").last()).collect()
    return dict(zip(accounts_in(last), last["followers"].to_list(), strict=True))
