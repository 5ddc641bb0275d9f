"""What people post, as events: the same post has the same name whichever way it came, so that it is known once.

Only what everybody may read counts (`public`, and `unlisted`, which no list shows). Nothing that a post leads to is fetched.
"""

from datetime import UTC, datetime
from typing import Literal

import msgspec

from cautery.kit.markup import Markup
from cautery.model.account import AccountId, Platform
from cautery.model.event import (
    AnyEvent,
    MediaAttachment,
    Post,
    PostCreated,
    PostId,
    PostRemoved,
    PostUpdated,
    Reference,
    Time,
)

_FOR_ALL = ("public", "unlisted")
_KINDS: dict[str, Literal["image", "video", "audio", "document"]] = {
    "image": "image",
    "video": "video",
    "gifv": "video",
    "audio": "audio",
}
_VOID = frozenset({"br", "img", "hr", "wbr", "input"})
_BLOCKS = frozenset(
    {"p", "li", "blockquote", "pre", "ul", "ol", "div", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table"}
)


class StatusAuthor(msgspec.Struct):
    """Somebody, or something, of which only the name is read."""

    id: str


class _Boosted(msgspec.Struct):
    id: str
    account: StatusAuthor


class StatusAttachment(msgspec.Struct):
    """A picture, film or recording."""

    id: str
    type: str = "unknown"
    url: str | None = None
    remote_url: str | None = None
    description: str | None = None


class _Choice(msgspec.Struct):
    title: str = ""


class _Poll(msgspec.Struct):
    options: list[_Choice] = []


class _Card(msgspec.Struct):
    url: str = ""
    title: str = ""
    description: str = ""


class _Shown(msgspec.Struct):
    id: str
    account: StatusAuthor
    content: str = ""
    spoiler_text: str = ""


class _Quote(msgspec.Struct):
    quoted_status: _Shown | None = None
    quoted_status_id: str | None = None


class _Tag(msgspec.Struct):
    name: str = ""


class Status(msgspec.Struct):
    """A post, as the server gives it."""

    id: str
    created_at: Time
    account: StatusAuthor
    visibility: str = ""
    edited_at: Time | None = None
    content: str = ""
    language: str | None = None
    in_reply_to_id: str | None = None
    in_reply_to_account_id: str | None = None
    reblog: _Boosted | None = None
    mentions: list[StatusAuthor] = []
    spoiler_text: str = ""
    media_attachments: list[StatusAttachment] = []
    poll: _Poll | None = None
    card: _Card | None = None
    quote: _Quote | None = None
    tags: list[_Tag] = []


def posted(status: Status, platform: Platform) -> AnyEvent | None:
    """Read a post; None when it is not for everybody."""
    if status.visibility not in _FOR_ALL:
        return None
    return PostCreated(
        id=f"status/{status.id}",
        at=status.created_at,
        received=status.created_at,
        platform=platform,
        account=AccountId(status.account.id),
        post=_post(status),
    )


def edited(status: Status, platform: Platform) -> AnyEvent | None:
    """Read a post that was changed; each change is an event, and what was never changed is the post itself."""
    if status.edited_at is None:
        return posted(status, platform)
    if status.visibility not in _FOR_ALL:
        return None
    return PostUpdated(
        id=f"status/{status.id}/{status.edited_at.isoformat()}",
        at=status.edited_at,
        received=status.edited_at,
        platform=platform,
        account=AccountId(status.account.id),
        post=_post(status),
    )


def removed(post: str, account: AccountId, platform: Platform) -> AnyEvent:
    """Say that a post is gone: now, for the server does not tell when, nor by whom."""
    now = datetime.now(UTC)
    name = f"status/{post}/removed"
    return PostRemoved(id=name, at=now, received=now, platform=platform, account=account, post=PostId(id=post))


def words_of(content: str) -> tuple[str, tuple[str, ...]]:
    """Give what a post says without its markup, and the links in it that are neither mentions nor tags.

    >>> words_of('<p>The lamp<br/>burns on</p><p><a href="https://lamp.example/">there</a></p>')
    ('The lamp\\nburns on\\n\\nthere', ('https://lamp.example/',))
    """
    own, _, links = parted(content)
    return own, links


def parted(content: str) -> tuple[str, str, tuple[str, ...]]:
    """Give a post's own words, the words that it quotes of others, and the links among its own."""
    reader = _Words()
    reader.read(content)
    return _tidy(reader.own), _tidy(reader.quoted), tuple(dict.fromkeys(reader.links))


class _Words(Markup):
    """Takes words apart: each block stands on lines of its own, and what is quoted is kept by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.own: list[str] = []
        self.quoted: list[str] = []
        self.links: list[str] = []
        self._quoting: list[str] = []
        """The tags that are open from the first one that quotes."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        classes = (told.get("class") or "").split()
        if tag in _BLOCKS or tag == "br":
            self._says("" if tag == "p" else "\n")
        if self._quoting or tag == "blockquote" or "quote-inline" in classes:
            self._quoting += [tag] if tag not in _VOID else []
        elif tag == "a" and told.get("href") and not {"mention", "hashtag"} & set(classes):
            self.links.append(told["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._quoting:
            while self._quoting and self._quoting.pop() != tag:
                pass
        if tag in _BLOCKS:
            self._says("\n\n" if tag == "p" else "\n")

    def handle_data(self, data: str) -> None:
        self._says(data)

    def _says(self, words: str) -> None:
        (self.quoted if self._quoting else self.own).append(words)


def _tidy(words: list[str]) -> str:
    said = "".join(words)
    while "\n\n\n" in said:
        said = said.replace("\n\n\n", "\n\n")
    return said.strip()


def _post(status: Status) -> Post:
    own, inline, links = parted("" if status.reblog else status.content)
    choices = [choice.title for choice in status.poll.options] if status.poll else []
    said = [status.spoiler_text if not status.reblog else "", own, *choices]
    card = status.card if status.card and not status.reblog else None
    quoted = status.quote.quoted_status if status.quote else None
    others = [
        inline,
        *(([words_of(quoted.content)[0]]) if quoted else []),
        *([card.title, card.description] if card else []),
    ]
    return Post(
        id=status.id,
        text="\n\n".join(filter(None, said)) or None,
        quoted="\n\n".join(filter(None, others)) or None,
        lang=status.language,
        links=tuple(dict.fromkeys([*links, *([card.url] if card and card.url else [])])),
        mentions=tuple(AccountId(who.id) for who in status.mentions),
        reply_to=_reference(status.in_reply_to_id, status.in_reply_to_account_id),
        repost_of=_reference(status.reblog.id, status.reblog.account.id) if status.reblog else None,
        quote_of=_quote_of(status.quote),
        media=tuple(media_in(one) for one in status.media_attachments if not status.reblog),
    )


def media_in(attached: StatusAttachment) -> MediaAttachment:
    """Read what is shown with a post."""
    kind = _KINDS.get(attached.type, "document")
    url = attached.url or attached.remote_url
    return MediaAttachment(id=attached.id, kind=kind, url=url, alt=attached.description or None)


def _quote_of(quote: _Quote | None) -> Reference | None:
    if quote is None:
        return None
    if quote.quoted_status is not None:
        return _reference(quote.quoted_status.id, quote.quoted_status.account.id)
    return _reference(quote.quoted_status_id, None)


def _reference(post: str | None, account: str | None) -> Reference | None:
    return Reference(post=post, account=AccountId(account) if account else None) if post else None
