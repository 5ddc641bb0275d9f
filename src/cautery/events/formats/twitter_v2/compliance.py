"""What Twitter tells those who keep tweets: deletions, suspensions and names that changed, as a batch and as a stream.

A line of a batch says neither whose tweet it was nor whether it is about a tweet or a user: a tweet's id carries its time, so
an id whose time is the line's `created_at` is a tweet. When an account was closed is said only where `redacted_at` stands: else
all that is known is that it was before now, and the event says that nobody knows when (it is received now).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from cautery.events.formats.twitter_v2.users import PLATFORM, InUtc, time_in
from cautery.kit.canonical import digest
from cautery.kit.clock import WallClock
from cautery.model.account import AccountId
from cautery.model.event import (
    AccountClosed,
    AccountRenamed,
    AccountReopened,
    AccountUpdated,
    AnyEvent,
    PostId,
    PostRemoved,
    Profile,
)

Item = Mapping[str, Any]
By = Literal["owner", "platform"]
_NOBODY = AccountId("")
"""A line of a batch does not say whose tweet it was."""
_CHANGES_NOTHING = {"withheld", "user_withheld", "undrop", "tweet_edit", "scrub_geo", "user_protect", "user_unprotect"}
"""A tweet that is withheld in a country stays up elsewhere; an edit comes as a tweet of its own."""
_CLOSED: Mapping[str, By] = {"user_suspend": "platform", "user_delete": "owner"}
_REOPENED: Mapping[str, By] = {"user_unsuspend": "platform", "user_undelete": "owner"}
_NO_CLOSURE = {"protected", "scrub_geo"}
"""A protected account is open, and only its followers see it."""
_SAME_S = 2.0
"""Between the time in an id and the line's."""


def is_streamed(item: Item) -> bool:
    """Tell a notice of the stream by its one kind, with the time and the tweet or user that it is about."""
    inner = next(iter(item.values()), None) if len(item) == 1 else None
    return isinstance(inner, dict) and ("event_at" in inner or "tweet" in inner or "user" in inner)


def from_batch(said: Item, in_utc: InUtc) -> Sequence[AnyEvent]:
    """Read a line of a batch; what is no closure gives nothing."""
    created, reason = in_utc(datetime.fromisoformat(said["created_at"])), said.get("reason")
    gone = in_utc(datetime.fromisoformat(said["redacted_at"])) if said.get("redacted_at") else None
    name, about = str(said["id"]), digest(said["id"], said["action"], said.get("redacted_at") or "", str(reason))
    itself = time_in(name)
    is_tweet = itself is not None and abs((itself - created).total_seconds()) < _SAME_S
    if reason in _NO_CLOSURE and not is_tweet:
        return ()
    at = gone or WallClock().now()  # it says no time: it holds from when it is read
    when: dict[str, Any] = {
        "id": f"compliance-{about}",
        "at": at,
        "platform": PLATFORM,
        "received": None if gone else at,
    }
    if is_tweet:
        return (PostRemoved(**when, account=_NOBODY, post=PostId(id=name), by=reason),)
    by: By = "platform" if reason == "suspended" else "owner"
    return (AccountClosed(**when, account=AccountId(name), by=by, reason=reason),)


def from_stream(said: Item, in_utc: InUtc) -> Sequence[AnyEvent]:
    """Read a notice of the stream; what changes nothing that is kept here gives nothing."""
    [(kind, told)] = said.items()
    at = in_utc(datetime.fromisoformat(told["event_at"])) if "event_at" in told else None
    if at is None:
        raise KeyError("event_at")
    tweet, user = told.get("tweet") or {}, told.get("user") or {}
    account = AccountId(str(tweet.get("author_id") or user.get("id") or user.get("user_id") or ""))
    name = digest(kind, str(tweet.get("id", "")), account, told["event_at"])
    when: dict[str, Any] = {"id": f"compliance-{name}", "at": at, "platform": PLATFORM, "account": account}
    if kind in ("delete", "drop"):
        by = "owner" if kind == "delete" else "platform"
        return (PostRemoved(**when, post=PostId(id=str(tweet["id"])), by=by),)
    if kind in _CHANGES_NOTHING:
        return ()
    if not account:
        raise KeyError("user")
    return _of_user(kind, told, when)


def _of_user(kind: str, told: Item, when: dict[str, Any]) -> Sequence[AnyEvent]:
    if kind in _CLOSED:
        return (AccountClosed(**when, by=_CLOSED[kind], reason=kind.removeprefix("user_")),)
    if kind in _REOPENED:
        return (AccountReopened(**when, by=_REOPENED[kind], reason=kind.removeprefix("user_")),)
    if kind != "user_profile_modification":
        raise ValueError(f"'{str(kind)[:40]}' is a notice of a kind that nobody knows here")
    which, said = told.get("profile_field"), str(told.get("new_value") or "")
    if which == "user.username" and said:
        return (AccountRenamed(**when, handle=said),)
    changed = {"user.name": Profile(display_name=said or None), "user.description": Profile(bio=said or None)}
    return (AccountUpdated(**when, profile=changed[which]),) if which in changed else ()
