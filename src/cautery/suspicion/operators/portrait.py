"""What is known of an account for comparing it: it is drawn event by event, live or from history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cautery.model.account import Account
from cautery.model.content import Content
from cautery.model.event import (
    AccountCreated,
    AccountRenamed,
    AccountUpdated,
    AnyEvent,
    FollowCreated,
    MediaAttachment,
    Post,
    PostCreated,
    PostUpdated,
    Profile,
    SessionStarted,
)
from cautery.signals.links.canonical import host_of
from cautery.signals.types.handoff import Handoff
from cautery.signals.types.link import Link
from cautery.suspicion.operators.frames import frames
from cautery.suspicion.operators.passages import passages
from cautery.suspicion.operators.succession import declared

ACCESS = ("device", "ip", "ip_prefix", "asn", "email", "mailbox", "phone", "client")
"""Traits of sign-ups and sessions that are compared. Only the platform sees them."""
MOST_POSTS = 200
"""The newest posts of an account that are read for its writing."""

_LINK, _HANDOFF = Link(), Handoff()


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenText:
    """One text of an account's own, and the passages by which a copy of it is known."""

    post: str
    text: str
    passages: tuple[str, ...]
    frames: tuple[int, ...] = ()
    """Keys of the frames by which it is known to be written by several."""


@dataclass(slots=True, kw_only=True)
class AccountPortrait:
    """One account, as far as it is known. It grows with every event; nothing in it is ever taken back."""

    about: Account
    begins: datetime | None = None
    """When it was opened, or first did something."""
    ends: datetime | None = None
    handle: str = ""
    display_name: str = ""
    bio: str = ""
    avatar: str = ""
    """PDQ of its picture, 64 hex digits."""
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    """Channel, then value: the item (post, event or account) where it was first seen."""
    used: dict[tuple[str, str], tuple[datetime, datetime]] = field(default_factory=dict)
    """When a value of a trait was seen first and last, by channel and value."""
    named: dict[str, str] = field(default_factory=dict)
    """Accounts, by handle or id, that it declares to continue or to be continued by: the post where it does."""
    written: list[WrittenText] = field(default_factory=list)
    times: list[datetime] = field(default_factory=list)

    def see(self, event: AnyEvent) -> bool:
        """Take in an event of this account; tells whether it says anything for comparing."""
        match event:
            case AccountCreated() | AccountUpdated():
                self.see_profile(event.profile)
                self.see_traits(event.traits.items(), event.id, event.at)
            case SessionStarted():
                self.see_traits(event.traits.items(), event.id, event.at)
            case FollowCreated():
                self.see_value("follows", event.target, event.id)
            case AccountRenamed():
                self.see_profile(Profile(handle=event.handle))
            case PostCreated():
                self.see_post(event.post, event.taken_at)
            case PostUpdated():
                self.see_post(event.post, None)
            case _:
                return False
        self.see_time(event.taken_at)
        return True

    def see_time(self, at: datetime) -> None:
        """Note that the account was there."""
        self.begins = at if self.begins is None else min(self.begins, at)
        self.ends = at if self.ends is None else max(self.ends, at)

    def see_profile(self, profile: Profile) -> None:
        """Take in how the account presents itself; what is left out stays as it was."""
        self.handle = profile.handle or self.handle
        self.display_name = profile.display_name or self.display_name
        self.bio = profile.bio or self.bio
        if profile.avatar is not None and profile.avatar.pdq:
            self.avatar = profile.avatar.pdq
        if profile.bio or profile.links:
            self._see_content(Content(text=profile.bio or "", links=profile.links), self.about.id)
        for alias in profile.aliases:
            self.named.setdefault(alias.lstrip("@").lower(), self.about.id)

    def see_traits(self, traits: Iterable[tuple[str, object]], item: str, at: datetime) -> None:
        """Take in what the platform sees of a sign-up or a session."""
        for name, value in traits:
            if name in ACCESS and value is not None:
                for one in str(value).split():
                    self.see_value(name, one, item)
                    first, last = self.used.get((name, one), (at, at))
                    self.used[name, one] = (min(first, at), max(last, at))

    def see_post(self, post: Post, at: datetime | None) -> None:
        """Take in a post: what is passed on says whom one listens to, and only one's own words how one writes.

        Args:
            at: when it was posted; None for a change of a post, which says nothing of the hours that somebody keeps.
        """
        if at is not None:
            self.times.append(at)
        self._see_circle(post)
        text, mentions = post.text or "", post.mentions
        if post.repost_of is not None or text.startswith("RT @"):
            return
        self._see_media(post.media, post.id)
        self._see_content(Content(text=text, links=post.links), post.id)
        for word in text.split() if "#" in text else ():
            if word.startswith("#") and len(word) > 2:
                self.see_value("hashtags", word.strip("#.,!?:;…").lower(), post.id)
        for name in declared(text, mentions):
            self.named.setdefault(name, post.id)
        if text.strip():
            known = tuple(passages(text))
            for passage in known:
                self.see_value("passages", passage, post.id)
            self.written.append(WrittenText(post=post.id, text=text, passages=known, frames=tuple(frames(text))))
            del self.written[:-MOST_POSTS]

    def see_value(self, channel: str, value: str, item: str) -> None:
        """Note that the account has a value of a channel."""
        if value != self.about.id:
            self.values.setdefault(channel, {}).setdefault(value, item)

    def _see_circle(self, post: Post) -> None:
        for one in post.mentions:
            self.see_value("circle", one, post.id)
        for other in (post.reply_to, post.repost_of, post.quote_of):
            if other is not None and other.account:
                self.see_value("circle", other.account, post.id)

    def _see_media(self, media: Iterable[MediaAttachment], item: str) -> None:
        for one in media:
            for known in (one.sha256, one.pdq):
                if known:
                    self.see_value("media", known, item)

    def _see_content(self, content: Content, item: str) -> None:
        for link in _LINK.extract(content):
            self.see_value("links", link, item)
            self.see_value("hosts", host_of(link), item)
        for contact in _HANDOFF.extract(content):
            self.see_value("handoffs", contact, item)


Portraits = Mapping[Account, AccountPortrait]
