"""What happens in a room, as events. Whoever joins a room follows it; what is encrypted is not read.

What a message quotes of another, as older clients write it into the words of an answer, is not its author's. A time is the
claim of the server that an event came from: of our own server it counts, of others' it is only kept.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec

from cautery.kit.markup import Markup
from cautery.model.account import AccountId, Platform
from cautery.model.event import (
    AccountMoved,
    AccountUpdated,
    AnyEvent,
    FollowCreated,
    FollowRemoved,
    MediaAttachment,
    Post,
    PostCreated,
    PostId,
    PostRemoved,
    PostUpdated,
    Profile,
    ReactionCreated,
    Reference,
)

_KINDS: Mapping[object, Literal["image", "video", "audio", "document"]] = {
    "m.image": "image",
    "m.video": "video",
    "m.audio": "audio",
    "m.file": "document",
    "m.sticker": "image",
}
_LATEST_MS = 253_402_300_799_000
"""The last moment of the year 9999; later ones are no times."""


class RoomEvent(msgspec.Struct):
    """One event of a room, as the server gives it."""

    event_id: str
    type: str
    sender: str
    origin_server_ts: int
    room_id: str = ""
    content: dict[str, Any] = {}
    state_key: str | None = None
    redacts: str | None = None
    unsigned: dict[str, Any] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomServer:
    """Where rooms are."""

    platform: Platform
    media: str
    """How an address begins under which the server gives files."""
    server: str = ""
    """The name of our own server; '': nobody knows it, and all times are believed."""
    authors: Mapping[str, str] = field(default_factory=dict)
    """By message: who wrote it, as far as is remembered. Whoever takes a message back may be somebody else."""


def event_of(happened: RoomEvent, place: RoomServer, *, now: datetime | None = None) -> AnyEvent | None:
    """Read what happened; None for what is no event here.

    Args:
        now: what an event of another server cannot be later than; None: it is read long after it happened.
    """
    read = _READ.get(happened.type)
    if read is None:
        return None
    event = read(happened, place)
    return None if event is None else _with_received(event, happened.sender, place, now)


def media_of(content: Mapping[str, Any], place: RoomServer, *, kind: str = "") -> MediaAttachment | None:
    """Give the file that a message carries."""
    sort, url = kind or content.get("msgtype"), content.get("url")
    what = _KINDS.get(sort) if isinstance(sort, str) else None
    if what is None or not isinstance(url, str) or not url.startswith("mxc://"):
        return None
    info = _dict(content.get("info"))
    size, mime, alt = info.get("size"), info.get("mimetype"), content.get("body")
    return MediaAttachment(
        id=url,
        kind=what,
        url=f"{place.media}{url.removeprefix('mxc://')}",
        bytes=size if isinstance(size, int) and size >= 0 else None,
        mime=mime if isinstance(mime, str) else None,
        alt=alt if isinstance(alt, str) and alt else None,
    )


def moment(milliseconds: int) -> datetime:
    """Read a time of a server; ValueError where it is none."""
    if not 0 <= milliseconds <= _LATEST_MS:
        raise ValueError(f"{milliseconds} is no time")
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _with_received(event: AnyEvent, sender: str, place: RoomServer, now: datetime | None) -> AnyEvent:
    """Say when the platform took it: of our own people when they sent it, of others' not later than now."""
    is_ours = not place.server or sender.endswith(f":{place.server}")
    received = event.at if is_ours else now
    if received is None:
        return event
    told: AnyEvent = msgspec.structs.replace(event, received=received, at=min(event.at, received))
    return told


def _message(happened: RoomEvent, place: RoomServer) -> AnyEvent | None:
    content = happened.content
    if not content:
        return None  # redacted
    relates = _dict(content.get("m.relates_to"))
    changed, new = relates.get("event_id"), _dict(content.get("m.new_content"))
    if relates.get("rel_type") == "m.replace" and isinstance(changed, str) and new:
        return PostUpdated(**_who(happened, place), post=_post(changed, new, _dict(new.get("m.relates_to")), place))
    return PostCreated(**_who(happened, place), post=_post(happened.event_id, content, relates, place))


def _post(name: str, content: Mapping[str, Any], relates: Mapping[str, Any], place: RoomServer) -> Post:
    media = media_of(content, place)
    answers = _dict(relates.get("m.in_reply_to")).get("event_id")
    mentioned = _dict(content.get("m.mentions")).get("user_ids")
    body = content.get("body")
    own, quoted = _parted(body, answers is not None) if isinstance(body, str) else (None, None)
    return Post(
        id=name,
        text=own,
        quoted=quoted,
        links=_links(content),
        mentions=tuple(AccountId(who) for who in _texts(mentioned)),
        reply_to=Reference(post=answers) if isinstance(answers, str) else None,
        media=(media,) if media else (),
    )


def _parted(body: str, is_answer: bool) -> tuple[str | None, str | None]:
    """Part an answer's own words from the quoted ones, which begin each line with '>' and end with the first that does not.

    >>> _parted("> <@ada:plaza> lamps\\n> and oil\\n\\nno more", True)
    ('no more', '<@ada:plaza> lamps\\nand oil')
    """
    if not is_answer or not body.startswith("> "):
        return body, None
    lines = body.split("\n")
    end = next((n for n, line in enumerate(lines) if not line.startswith(">")), len(lines))
    quoted = "\n".join(line.removeprefix(">").removeprefix(" ") for line in lines[:end])
    return "\n".join(lines[end:]).lstrip("\n") or None, quoted


def _links(content: Mapping[str, Any]) -> tuple[str, ...]:
    """Give where the formatted words lead to, but for what they quote and whom they mention."""
    formatted = content.get("formatted_body")
    if not isinstance(formatted, str) or content.get("format") != "org.matrix.custom.html":
        return ()
    reader = _Anchors()
    reader.read(re.sub(r"<mx-reply>.*?</mx-reply>", "", formatted, flags=re.DOTALL | re.IGNORECASE))
    return tuple(dict.fromkeys(reader.links))


class _Anchors(Markup):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        leads = dict(attrs).get("href") if tag == "a" else None
        if leads and not leads.startswith(("https://matrix.to/", "matrix:")):
            self.links.append(leads)


def _sticker(happened: RoomEvent, place: RoomServer) -> AnyEvent | None:
    media = media_of(happened.content, place, kind="m.sticker")
    post = Post(id=happened.event_id, media=(media,)) if media else None
    return PostCreated(**_who(happened, place), post=post) if post else None


def _poll(happened: RoomEvent, place: RoomServer) -> AnyEvent | None:
    start = _dict(happened.content.get("org.matrix.msc3381.poll.start") or happened.content.get("m.poll"))
    choices = [_words(_dict(one)) for one in _list(start.get("answers"))]
    text = "\n".join(filter(None, [_words(_dict(start.get("question"))), *choices]))
    return PostCreated(**_who(happened, place), post=Post(id=happened.event_id, text=text)) if text else None


def _words(content: Mapping[str, Any]) -> str:
    for name in ("m.text", "org.matrix.msc1767.text", "body"):
        said = content.get(name)
        if isinstance(said, list):
            said = next((_dict(one).get("body") for one in said), None)
        if isinstance(said, str):
            return said
    return ""


def _reaction(happened: RoomEvent, place: RoomServer) -> AnyEvent | None:
    relates = _dict(happened.content.get("m.relates_to"))
    post, key = relates.get("event_id"), relates.get("key")
    if not isinstance(post, str) or not post:
        return None
    return ReactionCreated(**_who(happened, place), post=PostId(id=post), kind=str(key))


def _member(happened: RoomEvent, place: RoomServer) -> AnyEvent | None:
    """Read who joins and leaves; whoever was there already and is there still has changed their name or picture."""
    membership = happened.content.get("membership")
    if happened.state_key != happened.sender or membership not in ("join", "leave"):
        return None
    before = _dict(happened.unsigned.get("prev_content"))
    if membership == "join" and before.get("membership") == "join":
        return _renamed(happened, before, place)
    make = FollowCreated if membership == "join" else FollowRemoved
    return make(**_who(happened, place), target=AccountId(happened.room_id))


def _renamed(happened: RoomEvent, before: Mapping[str, Any], place: RoomServer) -> AnyEvent | None:
    name, picture = happened.content.get("displayname"), happened.content.get("avatar_url")
    if (name, picture) == (before.get("displayname"), before.get("avatar_url")):
        return None
    avatar = media_of({"url": picture}, place, kind="m.image") if isinstance(picture, str) else None
    profile = Profile(display_name=name if isinstance(name, str) and name else None, avatar=avatar)
    return AccountUpdated(**_who(happened, place), profile=profile)


def _redaction(happened: RoomEvent, place: RoomServer) -> AnyEvent | None:
    """Read that a message was taken back: it is its author's that is gone, whoever took it back."""
    gone = happened.redacts or happened.content.get("redacts")
    if not isinstance(gone, str) or not gone:
        return None
    author = place.authors.get(gone, "")
    who = _who(happened, place) | {"account": AccountId(author or "")}
    by = "owner" if author == happened.sender else happened.sender
    return PostRemoved(**who, post=PostId(id=gone), by=by)


def _tombstone(happened: RoomEvent, place: RoomServer) -> AnyEvent | None:
    """Read that a room goes on elsewhere; whoever was there follows."""
    onward = happened.content.get("replacement_room")
    if not isinstance(onward, str) or not onward:
        return None
    who = _who(happened, place) | {"account": AccountId(happened.room_id)}
    return AccountMoved(**who, target=AccountId(onward))


_READ: Mapping[str, Callable[[RoomEvent, RoomServer], AnyEvent | None]] = {
    "m.room.message": _message,
    "m.sticker": _sticker,
    "m.poll.start": _poll,
    "org.matrix.msc3381.poll.start": _poll,
    "m.reaction": _reaction,
    "m.room.member": _member,
    "m.room.redaction": _redaction,
    "m.room.tombstone": _tombstone,
}


def _who(happened: RoomEvent, place: RoomServer) -> dict[str, Any]:
    return {
        "id": happened.event_id,
        "at": moment(happened.origin_server_ts),
        "platform": place.platform,
        "account": AccountId(happened.sender),
    }


def _dict(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _texts(value: object) -> list[str]:
    return [one for one in _list(value) if isinstance(one, str)]
