"""Draws the portraits of many accounts from history. Columns in, portraits out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from cautery.engine.accounts import of_accounts
from cautery.model.account import Account, AccountId, Platform
from cautery.model.event import MediaAttachment, Post, Profile, Reference
from cautery.suspicion.operators.portrait import AccountPortrait

WHO = ["platform", "account"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedColumns:
    """The columns of history that comparing reads."""

    profiles: pl.LazyFrame
    posts: pl.LazyFrame
    follows: pl.LazyFrame
    sessions: pl.LazyFrame


def portraits_of(trails: ComparedColumns, accounts: Iterable[Account]) -> dict[Account, AccountPortrait]:
    """Draw each account as far as history knows it; in the order given."""
    drawn = {about: AccountPortrait(about=about) for about in accounts}
    wanted = pl.DataFrame([(one.platform, one.id) for one in drawn], schema=dict.fromkeys(WHO, pl.String), orient="row")
    for row in _rows(trails.profiles, wanted):
        _profile(drawn[_about(row)], row)
    for row in _rows(trails.sessions, wanted):
        portrait = drawn[_about(row)]
        portrait.see_traits(_traits(row), row["id"], row["at"])
        portrait.see_time(row["at"])
    for row in _rows(trails.follows.filter(pl.col("type") == "follow.created"), wanted):
        portrait = drawn[_about(row)]
        portrait.see_value("follows", row["target"], row["id"])
        portrait.see_time(row["at"])
    for row in _rows(trails.posts, wanted):
        portrait = drawn[_about(row)]
        portrait.see_post(_post(row), row["at"])
        portrait.see_time(row["at"])
    return drawn


def _rows(table: pl.LazyFrame, wanted: pl.DataFrame) -> Iterable[dict[str, Any]]:
    return of_accounts(table, wanted).sort("at", "id").collect().iter_rows(named=True)


def _about(row: Mapping[str, Any]) -> Account:
    return Account(platform=Platform(row["platform"]), id=AccountId(row["account"]))


def _profile(portrait: AccountPortrait, row: Mapping[str, Any]) -> None:
    avatar = row["avatar"]
    portrait.see_profile(
        Profile(
            handle=row["handle"],
            display_name=row["display_name"],
            bio=row["bio"],
            avatar=_media(avatar) if avatar and avatar["pdq"] else None,
        )
    )
    portrait.see_traits(_traits(row), row["id"], row["at"])
    portrait.see_time(row["at"])


def _traits(row: Mapping[str, Any]) -> Iterable[tuple[str, object]]:
    return ((one["name"], one["value"]) for one in row["traits"] or ())


def _post(row: Mapping[str, Any]) -> Post:
    return Post(
        id=row["post"],
        text=row["text"],
        links=tuple(row["links"] or ()),
        mentions=tuple(row["mentions"] or ()),
        reply_to=_reference(row, "reply"),
        repost_of=_reference(row, "repost"),
        quote_of=_reference(row, "quote"),
        media=tuple(map(_media, row["media"] or ())),
    )


def _reference(row: Mapping[str, Any], what: str) -> Reference | None:
    post, account = row[f"{what}_post"], row[f"{what}_account"]
    return Reference(post=post, account=account) if post or account else None


def _media(said: Mapping[str, Any]) -> MediaAttachment:
    return MediaAttachment(id=said["id"], kind=said["kind"], sha256=said["sha256"], pdq=said["pdq"])
