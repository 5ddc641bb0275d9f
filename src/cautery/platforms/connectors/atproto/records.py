"""What people write into their repositories, as events. Records come from strangers: what is not as it should be is left out.

An author may claim any time (`createdAt`); it is kept as a claim, and what counts is when the server took the record.
"""

import base64
import binascii
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from cautery.model.account import AccountId, Platform
from cautery.model.event import (
    AccountUpdated,
    AnyEvent,
    FollowCreated,
    MediaAttachment,
    Post,
    PostCreated,
    PostId,
    PostRemoved,
    Profile,
    ReactionCreated,
    Reference,
)

POST, REPOST, LIKE, FOLLOW, PROFILE = (
    "app.bsky.feed.post",
    "app.bsky.feed.repost",
    "app.bsky.feed.like",
    "app.bsky.graph.follow",
    "app.bsky.actor.profile",
)
_RAW_SHA256, _CID_BYTES = b"\x01\x55\x12\x20", 36
"""How a name begins that is the SHA-256 of the bytes as they are."""
_MOST = 300
"""So many links, mentions or pictures of one record are read; the network's own limits are lower."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepoRecord:
    """One record, and who wrote it where."""

    platform: Platform
    account: AccountId
    path: str
    """Collection and key."""
    id: str
    """Names the writing, not the record: a record may be written again."""
    at: datetime
    blobs: str
    """How an address begins under which a server gives this account's pictures."""

    @property
    def uri(self) -> str:
        return f"at://{self.account}/{self.path}"


def event_of(written: RepoRecord, record: object) -> AnyEvent | None:
    """Read a record that was made or changed; None for what is no event here."""
    read = _READ.get(written.path.partition("/")[0])
    return None if read is None else read(written, record)


def removal_of(written: RepoRecord) -> AnyEvent | None:
    """Read that a record was deleted; None where only posts count."""
    if written.path.partition("/")[0] not in (POST, REPOST):
        return None
    return PostRemoved(
        id=written.id,
        at=written.at,
        received=written.at,
        platform=written.platform,
        account=written.account,
        post=PostId(id=written.uri),
        by="owner",
    )


def media_id(account: str, cid: str) -> str:
    """Name a picture, film or file: the same bytes of another account are another one."""
    return f"at://{account}/blob/{cid}"


def sha256_of(cid: str) -> str | None:
    """Read the hash of a file's bytes out of its name, for that is what it is named by.

    >>> sha256_of("bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku")
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    """
    if not cid.startswith("b"):
        return None
    try:
        named = base64.b32decode(cid[1:].upper() + "=" * (-len(cid[1:]) % 8))
    except (binascii.Error, ValueError):
        return None
    return named[len(_RAW_SHA256) :].hex() if named.startswith(_RAW_SHA256) and len(named) == _CID_BYTES else None


def text_at(value: object, *path: str) -> str | None:
    """Walk into a record; give the text there, if it is one."""
    found = _at(value, *path)
    return found if isinstance(found, str) else None


def _post(written: RepoRecord, record: object) -> AnyEvent:
    features = [one for facet in _list(record, "facets") for one in _list(facet, "features")]
    embed = _at(record, "embed")
    card = _at(embed, "external") or _at(embed, "media", "external")
    links = [uri for feature in features if (uri := text_at(feature, "uri"))]
    langs = _list(record, "langs")
    return _made(
        written,
        record,
        Post(
            id=written.uri,
            text=_words(record),
            quoted="\n".join(filter(None, (text_at(card, "title"), text_at(card, "description")))) or None,
            lang=langs[0] if langs and isinstance(langs[0], str) else None,
            links=tuple(dict.fromkeys([*links, *filter(None, [text_at(card, "uri")])])),
            mentions=tuple(AccountId(did) for feature in features if (did := text_at(feature, "did"))),
            reply_to=_reference(text_at(record, "reply", "parent", "uri")),
            quote_of=_reference(text_at(embed, "record", "uri") or text_at(embed, "record", "record", "uri")),
            media=tuple(_media(written, embed)),
        ),
    )


def _words(record: object) -> str | None:
    """Give what a post says, with the tags that stand beside it."""
    text = text_at(record, "text")
    tags = [f"#{tag}" for tag in _list(record, "tags") if isinstance(tag, str) and tag]
    return "\n".join([*([text] if text else []), " ".join(tags)]) if tags else text


def _repost(written: RepoRecord, record: object) -> AnyEvent:
    return _made(written, record, Post(id=written.uri, repost_of=_reference(text_at(record, "subject", "uri"))))


def _made(written: RepoRecord, record: object, post: Post) -> AnyEvent:
    return PostCreated(
        id=written.id,
        at=_time(written, record),
        received=written.at,
        platform=written.platform,
        account=written.account,
        post=post,
    )


def _like(written: RepoRecord, record: object) -> AnyEvent | None:
    liked = text_at(record, "subject", "uri")
    if not liked:
        return None
    return ReactionCreated(
        id=written.id,
        at=_time(written, record),
        received=written.at,
        platform=written.platform,
        account=written.account,
        post=PostId(id=liked),
        kind="like",
    )


def _follow(written: RepoRecord, record: object) -> AnyEvent | None:
    target = text_at(record, "subject")
    if not target:
        return None
    return FollowCreated(
        id=written.id,
        at=_time(written, record),
        received=written.at,
        platform=written.platform,
        account=written.account,
        target=AccountId(target),
    )


def _profile(written: RepoRecord, record: object) -> AnyEvent:
    avatar = _blob(written, _at(record, "avatar"), "image")
    return AccountUpdated(
        id=written.id,
        at=_time(written, record),
        received=written.at,
        platform=written.platform,
        account=written.account,
        profile=Profile(
            display_name=text_at(record, "displayName"),
            bio=text_at(record, "description"),
            avatar=avatar,
            links=tuple(filter(None, [text_at(record, "website")])),
        ),
    )


_READ: Mapping[str, Callable[[RepoRecord, object], AnyEvent | None]] = {
    POST: _post,
    REPOST: _repost,
    LIKE: _like,
    FOLLOW: _follow,
    PROFILE: _profile,
}


def _media(written: RepoRecord, embed: object) -> Iterator[MediaAttachment]:
    """Give what is shown with a post, whether it quotes another one or not."""
    for shown in (embed, _at(embed, "media")):
        for picture in _list(shown, "images"):
            if found := _blob(written, _at(picture, "image"), "image", alt=text_at(picture, "alt")):
                yield found
        if found := _blob(written, _at(shown, "video"), "video", alt=text_at(shown, "alt")):
            yield found
        if found := _blob(written, _at(shown, "external", "thumb"), "image"):
            yield found


def _blob(written: RepoRecord, blob: object, kind: str, *, alt: str | None = None) -> MediaAttachment | None:
    """Read a file; before 2023 its name stood under 'cid'."""
    cid, mime, size = text_at(blob, "ref") or text_at(blob, "cid"), text_at(blob, "mimeType"), _at(blob, "size")
    if cid is None:
        return None
    return MediaAttachment(
        id=media_id(written.account, cid),
        kind="video" if kind == "video" else "image",
        sha256=sha256_of(cid),
        url=f"{written.blobs}{cid}",
        mime=mime,
        bytes=size if isinstance(size, int) and size >= 0 else None,
        alt=alt or None,
    )


def _reference(uri: str | None) -> Reference | None:
    """Read whom and what an address of the network leads to: at://did/collection/key."""
    if not uri or not uri.startswith("at://"):
        return None
    return Reference(post=uri, account=AccountId(uri.removeprefix("at://").partition("/")[0]))


def _time(written: RepoRecord, record: object) -> datetime:
    try:
        said = datetime.fromisoformat(text_at(record, "createdAt") or "")
        return min(said.astimezone(UTC), written.at) if said.tzinfo else written.at
    except (ValueError, OverflowError):
        return written.at


def _list(value: object, name: str) -> list[object]:
    found = _at(value, name)
    return found[:_MOST] if isinstance(found, list) else []


def _at(value: object, *path: str) -> object:
    for name in path:
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return value
