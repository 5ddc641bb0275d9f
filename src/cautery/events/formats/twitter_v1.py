"""Twitter's API v1.1 and its streams: one tweet object a line, with its user inside; deletions and suspensions as they come.

A tweet carries its author's profile as it was when the tweet was fetched: that becomes one `account.updated`, known by the
account and what the profile said, so that a profile which did not change is one event however many tweets carry it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import msgspec

from cautery.errors import Invalid
from cautery.events.format import EventFormat
from cautery.kit.canonical import digest
from cautery.model.account import AccountId, Platform
from cautery.model.event import (
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


class TwitterV1(EventFormat):
    """Tweets of API v1.1."""

    def recognises(self, line: bytes) -> bool:
        return b'"id_str"' in line and (b'"created_at"' in line or b'"delete"' in line)

    def parse(self, line: bytes) -> Sequence[AnyEvent]:
        try:
            said = json.loads(line)
            return tuple(_events(said))
        except (ValueError, RecursionError, msgspec.ValidationError) as error:
            raise Invalid(f"The line is no tweet: {error}.") from None
        except (KeyError, TypeError, AttributeError, OverflowError, IndexError, OSError) as error:
            raise Invalid(f"The line is no tweet of API v1.1: {type(error).__name__} {error}.") from None


def _events(said: Mapping[str, Any]) -> Iterator[AnyEvent]:
    if not isinstance(said, dict):
        raise Invalid("The line is no tweet: it is not an object.")
    if "delete" in said:
        status = said["delete"]["status"]
        at = _milliseconds(said["delete"].get("timestamp_ms")) or _time_in(int(status["id_str"]))
        yield PostRemoved(
            id=f"delete-{status['id_str']}",
            at=at,
            platform=_PLATFORM,
            account=AccountId(str(status["user_id_str"])),
            post=PostId(id=status["id_str"]),
        )
        return
    if "user" not in said or "id_str" not in said:
        known = ", ".join(sorted(said)[:5])
        raise Invalid(f"The line is no tweet: it has no 'user' and 'id_str' but {known or 'nothing'}.")
    at = parsedate_to_datetime(said["created_at"]).astimezone(UTC)
    yield _profile(said["user"], at)
    yield _post(said, at)


def _profile(user: Mapping[str, Any], at: datetime) -> AccountUpdated:
    profile = Profile(
        handle=user.get("screen_name"),
        display_name=user.get("name"),
        bio=user.get("description"),
        followers=user.get("followers_count"),
        following=user.get("friends_count"),
        created_at=parsedate_to_datetime(user["created_at"]).astimezone(UTC) if user.get("created_at") else None,
        language=user.get("lang"),
    )
    said = digest(user["id_str"], msgspec.json.encode(profile).decode())
    return AccountUpdated(
        id=f"profile-{said}", at=at, platform=_PLATFORM, account=AccountId(user["id_str"]), profile=profile
    )


def _post(tweet: Mapping[str, Any], at: datetime) -> PostCreated:
    whole = tweet.get("extended_tweet", {})
    entities = whole.get("entities") or tweet.get("entities") or {}
    media = (whole.get("extended_entities") or tweet.get("extended_entities") or entities).get("media") or ()
    post = Post(
        id=tweet["id_str"],
        text=whole.get("full_text") or tweet.get("full_text") or tweet.get("text"),
        lang=tweet.get("lang"),
        links=tuple(link.get("expanded_url") or link["url"] for link in entities.get("urls") or ()),
        mentions=tuple(AccountId(who["id_str"]) for who in entities.get("user_mentions") or () if who.get("id_str")),
        reply_to=_reference(tweet.get("in_reply_to_status_id_str"), tweet.get("in_reply_to_user_id_str")),
        repost_of=_of(tweet.get("retweeted_status")),
        quote_of=_of(tweet.get("quoted_status")) or _reference(tweet.get("quoted_status_id_str"), None),
        media=tuple(_media(item) for item in media),
    )
    return PostCreated(
        id=f"tweet-{post.id}", at=at, platform=_PLATFORM, account=AccountId(tweet["user"]["id_str"]), post=post
    )


def _media(item: Mapping[str, Any]) -> Media:
    kind = _KINDS.get(item.get("type", ""), "image")
    return msgspec.convert({"id": item["id_str"], "kind": kind, "url": item.get("media_url_https")}, Media)


def _of(tweet: Mapping[str, Any] | None) -> Reference | None:
    return _reference(tweet.get("id_str"), tweet.get("user", {}).get("id_str")) if tweet else None


def _reference(post: str | None, account: str | None) -> Reference | None:
    return Reference(post=post, account=AccountId(account) if account else None) if post or account else None


def _milliseconds(said: str | None) -> datetime | None:
    return datetime.fromtimestamp(int(said) / 1000, UTC) if said else None


def _time_in(snowflake: int) -> datetime:
    """Read the time that a tweet's id carries (milliseconds since 4 Nov 2010, in the upper bits)."""
    return _EPOCH + timedelta(milliseconds=snowflake >> 22)
