"""Whether an account was ever seen: in history, a decision, a case. Of any other there is only a stranger's word. And on which
platforms anything was seen at all.
"""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

import polars as pl

from cautery.app import App
from cautery.cases.spellings import WrittenAccount, read_spelling
from cautery.engine.lake import Lake
from cautery.model.account import Account, AccountId, Platform
from cautery.pipeline.history.lake import lake_of
from cautery.store import cases, decisions, names

TABLES = ("profiles", "posts")
"""What an account that did anything stands in; both are in order of accounts, so that a question reads a little of each."""


def platforms_known(app: App) -> tuple[str, ...]:
    """List the platforms that are configured, or that history tells of."""
    told = pl.concat([lake_of(app).scan(table).select("platform") for table in TABLES]).unique().collect()
    return tuple(sorted({*app.config.platforms, *told["platform"].to_list()}))


def account_as_written(app: App, written: str, *, platform: Platform) -> WrittenAccount:
    """Find the account that a reporter means; where nobody of a platform's accounts fits, or several, as it was written.

    The one name that is given is an account's id where one was found, and else the plainest spelling.
    """
    said = read_spelling(written, platform=platform, hosts=_hosts(app, platform))
    found = _found(app, platform, said)
    return replace(said, names=(found or said.names[-1],))


def _hosts(app: App, platform: Platform) -> frozenset[str]:
    """List the hosts under which the public knows a platform; an address of this machine or a number is none."""
    setting = app.config.platforms.get(platform)
    host = (urlsplit(setting.address).hostname or "").casefold() if setting else ""
    return (
        frozenset({host})
        if any(letter.isalpha() for letter in host.rpartition(".")[2]) and "." in host
        else frozenset()
    )


def _found(app: App, platform: Platform, said: WrittenAccount) -> AccountId | None:
    for name in said.names:
        if is_known(app, Account(platform=platform, id=AccountId(name))):
            return AccountId(name)
    with app.reading() as connection:
        near = {one.id for one in names.accounts_spelled(connection, platform, said.names)}
    ids = near | _with_handle(lake_of(app), platform, said.names)
    return next(iter(ids)) if len(ids) == 1 else None


def _with_handle(lake: Lake, platform: Platform, spelled: Sequence[str]) -> set[AccountId]:
    """Find the accounts whose id or handle is spelled so, but for case; those that are called so now, else those that were."""
    low = [name.lower() for name in spelled]
    profiles = lake.scan("profiles").filter(pl.col("platform") == platform)
    asked = pl.col("account").str.to_lowercase().is_in(low) | pl.col("handle").str.to_lowercase().is_in(low)
    theirs = profiles.join(profiles.filter(asked).select("account").unique(), on="account", how="semi")
    last = (
        theirs.sort("at")
        .group_by("account")
        .agg(now=pl.col("handle").drop_nulls().last().str.to_lowercase())
        .with_columns(is_now=pl.col("now").is_in(low) | pl.col("account").str.to_lowercase().is_in(low))
        .collect()
    )
    called = last.filter("is_now") if last["is_now"].any() else last
    return {AccountId(name) for name in called["account"]}


def is_known(app: App, about: Account) -> bool:
    """Say whether anything but a notice tells of an account."""
    with app.reading() as connection:
        if cases.about(connection, about) or decisions.about(connection, about):
            return True
    is_theirs = (pl.col("platform") == about.platform) & (pl.col("account") == about.id)
    return any(lake_of(app).scan(table).filter(is_theirs).head(1).collect().height > 0 for table in TABLES)
