"""What people post, as events: the same post has the same name whichever way it came, so that it is known once.

Only what everybody may read counts (`public`, and `unlisted`, which no list shows). Nothing that a post leads to is fetched.
"""

from datetime import UTC, datetime
from html.parser import HTMLParser

import msgspec

from cautery.model.account import AccountId, Platform
from cautery.model.event import AnyEvent, Post, PostCreated, PostId, PostRemoved, Reference, Time

_FOR_ALL = ("public", "unlisted")


class Who(msgspec.Struct):
    """Somebody, or something, of which only the name is read."""

    id: str


class _Boosted(msgspec.Struct):
    id: str
    account: Who


class Status(msgspec.Struct):
    """A post, as the server gives it."""

    id: str
    created_at: Time
    account: Who
    visibility: str = ""
    edited_at: Time | None = None
    content: str = ""
    language: str | None = None
    in_reply_to_id: str | None = None
    in_reply_to_account_id: str | None = None
    reblog: _Boosted | None = None
    mentions: list[Who] = []


def posted(status: Status, platform: Platform) -> AnyEvent | None:
    """Read a post; None when it is not for everybody."""
    return _made(f"status/{status.id}", status.created_at, status, platform)


def edited(status: Status, platform: Platform) -> AnyEvent | None:
    """Read a post that was changed; each change is an event, and what was never changed is the post itself."""
    if status.edited_at is None:
        return posted(status, platform)
    return _made(f"status/{status.id}/{status.edited_at.isoformat()}", status.edited_at, status, platform)


def removed(post: str, account: AccountId, platform: Platform) -> AnyEvent:
    """Say that a post is gone: now, for the server does not tell when, nor by whom."""
    return PostRemoved(
        id=f"status/{post}/removed", at=datetime.now(UTC), platform=platform, account=account, post=PostId(id=post)
    )


def words_of(content: str) -> tuple[str, tuple[str, ...]]:
    """Give what a post says without its markup, and the links in it that are neither mentions nor tags.

    >>> words_of('<p>The lamp<br/>burns on</p><p><a href="https://lamp.example/">there</a></p>')
    ('The lamp\\nburns on\\n\\nthere', ('https://lamp.example/',))
    """
    reader = _Words()
    reader.feed(content)
    reader.close()
    return "".join(reader.words).strip(), tuple(dict.fromkeys(reader.links))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "br":
            self.words.append("\n")
        elif tag == "a" and told.get("href") and "mention" not in (told.get("class") or "").split():
            self.links.append(told["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self.words.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _made(name: str, at: datetime, status: Status, platform: Platform) -> AnyEvent | None:
    if status.visibility not in _FOR_ALL:
        return None
    text, links = words_of("" if status.reblog else status.content)
    return PostCreated(
        id=name,
        at=at,
        platform=platform,
        account=AccountId(status.account.id),
        post=Post(
            id=status.id,
            text=text or None,
            lang=status.language,
            links=links,
            mentions=tuple(AccountId(who.id) for who in status.mentions),
            reply_to=_reference(status.in_reply_to_id, status.in_reply_to_account_id),
            repost_of=_reference(status.reblog.id, status.reblog.account.id) if status.reblog else None,
        ),
    )


def _reference(post: str | None, account: str | None) -> Reference | None:
    return Reference(post=post, account=AccountId(account) if account else None) if post else None
