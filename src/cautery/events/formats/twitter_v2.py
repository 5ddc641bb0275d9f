"""Twitter's API v2: one answer a line, `data` (a tweet or several) with `includes`; compliance lines; stream errors.

An edited tweet is a post of its own, because its own id is what can be acted upon; the version before it is removed, by 'edit'.
A compliance line says neither whose tweet it was nor whether it is about a tweet or a user: a tweet's id carries its time, so
an id whose time is the line's `created_at` is a tweet. A line of errors is no event: it is rejected with what was said.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import msgspec

from cautery.errors import Invalid
from cautery.events.format import EventFormat
from cautery.kit.canonical import digest
from cautery.model.account import AccountId, Platform
from cautery.model.event import (
    AccountClosed,
    AccountUpdated,
    AnyEvent,
    Media,
    Post,
    PostCreated,
    PostId,
    PostRemoved,
    Profile,
    Reference,
)

_PLATFORM = Platform("twitter")
_KINDS = {"photo": "image", "video": "video", "animated_gif": "video"}
_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
_NOBODY = AccountId("")
"""A compliance line does not say whose tweet it was."""


class TwitterV2(EventFormat):
    """Answers of API v2."""

    def recognises(self, line: bytes) -> bool:
        return line.lstrip().startswith((b'{"data"', b'{"errors"', b'{"includes"')) or (
            b'"action"' in line and b'"created_at"' in line and b'"reason"' in line
        )

    def parse(self, line: bytes) -> Sequence[AnyEvent]:
        try:
            return tuple(_events(json.loads(line)))
        except (ValueError, RecursionError, msgspec.ValidationError) as error:
            raise Invalid(f"The line is no answer of API v2: {error}.") from None
        except (KeyError, TypeError, AttributeError, OverflowError, IndexError) as error:
            raise Invalid(f"The line is no answer of API v2: {type(error).__name__} {error}.") from None


def _events(said: Mapping[str, Any]) -> Iterator[AnyEvent]:
    if "action" in said and "id" in said:
        yield _compliance(said)
        return
    if "data" not in said:
        raise Invalid(_what_went_wrong(said))
    tweets = said["data"] if isinstance(said["data"], list) else [said["data"]]
    includes = said.get("includes", {})
    at = max(_time(tweet["created_at"]) for tweet in tweets)
    for user in includes.get("users", ()):
        yield _profile(user, at)
    for tweet in tweets:
        yield from _tweet(tweet, includes)


def _tweet(tweet: Mapping[str, Any], includes: Mapping[str, Any]) -> Iterator[AnyEvent]:
    entities = tweet.get("entities", {})
    media = {item["media_key"]: item for item in includes.get("media", ())}
    authors = {other["id"]: other.get("author_id") for other in includes.get("tweets", ())}
    names = {user["username"].lower(): user["id"] for user in includes.get("users", ()) if "username" in user}
    to = {
        other["type"]: Reference(post=other["id"], account=authors.get(other["id"]))
        for other in tweet.get("referenced_tweets", ())
    }
    answered = tweet.get("in_reply_to_user_id")
    if answered:
        to["replied_to"] = Reference(post=to.get("replied_to", Reference()).post, account=AccountId(answered))
    at, author = _time(tweet["created_at"]), AccountId(tweet["author_id"])
    mentions = (who.get("id") or names.get(who.get("username", "").lower()) for who in entities.get("mentions", ()))
    post = Post(
        id=tweet["id"],
        text=tweet.get("text"),
        lang=tweet.get("lang"),
        links=tuple(
            link.get("unwound_url") or link.get("expanded_url") or link["url"] for link in entities.get("urls", ())
        ),
        mentions=tuple(AccountId(who) for who in mentions if who),
        reply_to=to.get("replied_to"),
        repost_of=to.get("retweeted"),
        quote_of=to.get("quoted"),
        media=tuple(_media(media[key]) for key in tweet.get("attachments", {}).get("media_keys", ()) if key in media),
        views=tweet.get("public_metrics", {}).get("impression_count"),
    )
    yield PostCreated(id=f"tweet-{post.id}", at=at, platform=_PLATFORM, account=author, post=post)
    earlier = [version for version in tweet.get("edit_history_tweet_ids", ()) if int(version) < int(post.id)]
    for version in earlier:
        yield PostRemoved(
            id=f"edit-{version}", at=at, platform=_PLATFORM, account=author, post=PostId(id=version), by="edit"
        )


def _profile(user: Mapping[str, Any], at: datetime) -> AccountUpdated:
    metrics = user.get("public_metrics", {})
    profile = Profile(
        handle=user.get("username"),
        display_name=user.get("name"),
        bio=user.get("description"),
        followers=metrics.get("followers_count"),
        following=metrics.get("following_count"),
        created_at=_time(user["created_at"]) if user.get("created_at") else None,
    )
    said = digest(user["id"], msgspec.json.encode(profile).decode())
    return AccountUpdated(
        id=f"profile-{said}", at=at, platform=_PLATFORM, account=AccountId(user["id"]), profile=profile
    )


def _compliance(said: Mapping[str, Any]) -> PostRemoved | AccountClosed:
    created = _time(said["created_at"])
    at = _time(said["redacted_at"]) if said.get("redacted_at") else created
    number, reason = int(said["id"]), said.get("reason")
    key = digest(said["id"], said["action"], at.isoformat(), str(reason))
    if number > 2**40 and abs(_EPOCH + timedelta(milliseconds=number >> 22) - created) < timedelta(seconds=2):
        return PostRemoved(
            id=f"compliance-{key}", at=at, platform=_PLATFORM, account=_NOBODY, post=PostId(id=said["id"]), by=reason
        )
    by: Literal["owner", "platform"] = "platform" if reason == "suspended" else "owner"
    return AccountClosed(
        id=f"compliance-{key}", at=at, platform=_PLATFORM, account=AccountId(said["id"]), by=by, reason=reason
    )


def _media(item: Mapping[str, Any]) -> Media:
    kind = _KINDS.get(item.get("type", ""), "image")
    return msgspec.convert({"id": item["media_key"], "kind": kind, "url": item.get("url")}, Media)


def _what_went_wrong(said: Mapping[str, Any]) -> str:
    errors = said.get("errors") or ([said] if "title" in said else [])
    if errors:
        told = errors[0]
        return f"The platform reported an error in place of an event: {told.get('title', 'error')}: {told.get('detail', '')}"
    return f"The line is no answer of API v2: it has no 'data' but {', '.join(sorted(said)[:5]) or 'nothing'}."


def _time(said: str) -> datetime:
    at = datetime.fromisoformat(said)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
