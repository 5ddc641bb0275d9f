"""What happens in a room, as events. Whoever joins a room follows it; what is encrypted is not read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec

from cautery.model.account import AccountId, Platform
from cautery.model.event import (
    AnyEvent,
    FollowCreated,
    FollowRemoved,
    Media,
    Post,
    PostCreated,
    PostId,
    PostRemoved,
    ReactionCreated,
    Reference,
)

_KINDS: Mapping[object, Literal["image", "video", "audio", "document"]] = {
    "m.image": "image",
    "m.video": "video",
    "m.audio": "audio",
    "m.file": "document",
}


class Happened(msgspec.Struct):
    """One event of a room, as the server gives it."""

    event_id: str
    type: str
    sender: str
    origin_server_ts: int
    room_id: str = ""
    content: dict[str, Any] = {}
    state_key: str | None = None
    redacts: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where rooms are."""

    platform: Platform
    media: str
    """How an address begins under which the server gives files."""


def event_of(happened: Happened, place: Place) -> AnyEvent | None:
    """Read what happened; None for what is no event here."""
    read = _READ.get(happened.type)
    return None if read is None else read(happened, place)


def media_of(content: Mapping[str, Any], place: Place) -> Media | None:
    """Give the file that a message carries."""
    sort, url = content.get("msgtype"), content.get("url")
    kind = _KINDS.get(sort) if isinstance(sort, str) else None
    if kind is None or not isinstance(url, str) or not url.startswith("mxc://"):
        return None
    info = content.get("info") if isinstance(content.get("info"), dict) else {}
    size, mime = (info or {}).get("size"), (info or {}).get("mimetype")
    return Media(
        id=url,
        kind=kind,
        url=f"{place.media}{url.removeprefix('mxc://')}",
        bytes=size if isinstance(size, int) and size >= 0 else None,
        mime=mime if isinstance(mime, str) else None,
    )


def moment(milliseconds: int) -> datetime:
    """Read a time of the server."""
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def _message(happened: Happened, place: Place) -> AnyEvent | None:
    content = happened.content
    if not content:
        return None  # redacted
    media, relates = media_of(content, place), _dict(content.get("m.relates_to"))
    answers = _dict(relates.get("m.in_reply_to")).get("event_id")
    mentioned = _dict(content.get("m.mentions")).get("user_ids")
    text = content.get("body")
    return PostCreated(
        id=happened.event_id,
        at=moment(happened.origin_server_ts),
        platform=place.platform,
        account=AccountId(happened.sender),
        post=Post(
            id=happened.event_id,
            text=text if isinstance(text, str) else None,
            mentions=tuple(AccountId(who) for who in mentioned if isinstance(who, str))
            if isinstance(mentioned, list)
            else (),
            reply_to=Reference(post=answers) if isinstance(answers, str) else None,
            media=(media,) if media else (),
        ),
    )


def _reaction(happened: Happened, place: Place) -> AnyEvent | None:
    relates = _dict(happened.content.get("m.relates_to"))
    post, key = relates.get("event_id"), relates.get("key")
    if not isinstance(post, str) or not post:
        return None
    return ReactionCreated(
        id=happened.event_id,
        at=moment(happened.origin_server_ts),
        platform=place.platform,
        account=AccountId(happened.sender),
        post=PostId(id=post),
        kind=str(key),
    )


def _member(happened: Happened, place: Place) -> AnyEvent | None:
    membership = happened.content.get("membership")
    if happened.state_key != happened.sender or membership not in ("join", "leave"):
        return None
    make = FollowCreated if membership == "join" else FollowRemoved
    return make(
        id=happened.event_id,
        at=moment(happened.origin_server_ts),
        platform=place.platform,
        account=AccountId(happened.sender),
        target=AccountId(happened.room_id),
    )


def _redaction(happened: Happened, place: Place) -> AnyEvent | None:
    gone = happened.redacts or happened.content.get("redacts")
    if not isinstance(gone, str) or not gone:
        return None
    return PostRemoved(
        id=happened.event_id,
        at=moment(happened.origin_server_ts),
        platform=place.platform,
        account=AccountId(happened.sender),
        post=PostId(id=gone),
    )


_READ: Mapping[str, Callable[[Happened, Place], AnyEvent | None]] = {
    "m.room.message": _message,
    "m.reaction": _reaction,
    "m.room.member": _member,
    "m.room.redaction": _redaction,
}


def _dict(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
