"""What an account has said itself: its own texts, once each. What it reposts are another's words.

Columns go in, voices come out: one small object an account, which the rest of the room reads.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from cautery.engine.accounts import of_accounts
from cautery.model.account import Account, AccountId, Platform
from cautery.suspicion.stance import stance_of
from cautery.suspicion.words import spell

MOST_POSTS = 2000
"""The newest posts of an account that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountVoice:
    """An account's own words. The three tuples belong together, one entry a text."""

    about: Account
    posts: tuple[str, ...]
    spelled: tuple[str, ...]
    stances: tuple[tuple[bool, ...], ...]


def own_posts(posts: pl.LazyFrame) -> pl.LazyFrame:
    """Keep what accounts wrote themselves: no reposts, in the field or by the old habit of writing 'RT'."""
    reposted = pl.col("repost_post").is_not_null() | pl.col("repost_account").is_not_null()
    return posts.filter(~reposted & pl.col("text").is_not_null() & ~pl.col("text").str.starts_with("RT @")).select(
        "platform", "account", "at", "post", "text"
    )


def voices_of(posts: pl.LazyFrame, accounts: pl.DataFrame) -> Iterator[AccountVoice]:
    """Read the voices of some accounts (platform, account), in the order of their names; those who said nothing too."""
    said = (
        of_accounts(own_posts(posts), accounts)
        .sort("at", "post")
        .group_by("platform", "account")
        .agg(pl.col("post").tail(MOST_POSTS), pl.col("text").tail(MOST_POSTS))
    )
    everyone = accounts.lazy().select("platform", "account").unique().join(said, on=["platform", "account"], how="left")
    for platform, account, ids, texts in everyone.sort("platform", "account").collect().iter_rows():
        about = Account(platform=Platform(platform), id=AccountId(account))
        yield hear(about, tuple(zip(ids or (), texts or (), strict=True)))


Heard = dict[str, tuple[str, tuple[bool, ...]]]
"""Of a text: how it is spelled, and which stances it takes."""


def hear(about: Account, said: Iterable[tuple[str, str]]) -> AccountVoice:
    """Take in (post id, text) pairs; a text that an account repeats counts once."""
    return hear_all(about, said, heard={})


def hear_all(about: Account, said: Iterable[tuple[str, str]], *, heard: Heard) -> AccountVoice:
    """Take in (post id, text) pairs as `hear` does; `heard` remembers texts, so that none is read twice."""
    once: dict[str, tuple[str, tuple[bool, ...]]] = {}
    for post, text in said:
        if text not in heard:
            spelled = spell(text)
            heard[text] = spelled, stance_of(spelled)
        once.setdefault(heard[text][0], (post, heard[text][1]))
    once.pop("", None)
    return AccountVoice(
        about=about,
        posts=tuple(post for post, _ in once.values()),
        spelled=tuple(once),
        stances=tuple(stances for _, stances in once.values()),
    )
