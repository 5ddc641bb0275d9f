"""What a platform tells us, one event a line. The fields are the contract: adding is free, renaming is not.

Events are msgspec structs and not dataclasses because a platform sends hundreds of thousands a second, and these are
checked and typed while they are parsed. They cannot refer back to themselves, so the collector need not look (`gc=False`).
A field that is not here is refused while parsing, so that nothing is kept by accident: `model.known` drops and counts it.
"""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from cautery.model.account import AccountId, Platform

Time = Annotated[datetime, Meta(tz=True)]
"""A time with its zone (RFC 3339); one without is rejected, for it could be any of 24."""

Id = Annotated[str, Meta(min_length=1, max_length=512)]
Count = Annotated[int, Meta(ge=0, le=2**63 - 1)]


class MediaAttachment(Struct, frozen=True, gc=False, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A picture, film, recording or document. Given hashes are trusted only as far as the platform is."""

    id: Id
    kind: Literal["image", "video", "audio", "document"]
    sha256: str | None = None
    pdq: str | None = None
    path: str | None = None
    url: str | None = None
    bytes: Count | None = None
    mime: str | None = None
    alt: str | None = None
    """What its author says that it shows."""


class Profile(Struct, frozen=True, gc=False, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """How an account presents itself."""

    handle: str | None = None
    display_name: str | None = None
    bio: str | None = None
    avatar: MediaAttachment | None = None
    followers: Count | None = None
    following: Count | None = None
    created_at: Time | None = None
    language: str | None = None
    links: tuple[str, ...] = ()
    """Where the account says to be found elsewhere."""
    aliases: tuple[str, ...] = ()
    """Other accounts that it says to be its own."""


class Reference(Struct, frozen=True, gc=False, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Another post, another account, or both: either may be missing."""

    post: str | None = None
    account: AccountId | None = None


class Post(Struct, frozen=True, gc=False, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """What was said, and what it points to."""

    id: Id
    text: str | None = None
    """Its author's own words, those behind a content warning and the choices of a poll too."""
    quoted: str | None = None
    """Words of others that stand in it: what it answers or quotes, and the titles of pages that it leads to."""
    lang: str | None = None
    links: tuple[str, ...] = ()
    mentions: tuple[AccountId, ...] = ()
    reply_to: Reference | None = None
    repost_of: Reference | None = None
    quote_of: Reference | None = None
    media: tuple[MediaAttachment, ...] = ()
    views: Count | None = None


class PostId(Struct, frozen=True, gc=False, forbid_unknown_fields=True, kw_only=True):
    """Which post."""

    id: Id


class NoticeSubject(Struct, frozen=True, gc=False, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """What a notice is about."""

    account: AccountId | None = None
    post: str | None = None


class Notifier(Struct, frozen=True, gc=False, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Who complains."""

    kind: Literal["user", "trusted_flagger", "authority", "partner"]
    id: str | None = None


class Notice(Struct, frozen=True, gc=False, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """What somebody says is wrong. A notice comes in; a report goes out."""

    id: Id
    about: NoticeSubject
    notifier: Notifier = field(name="from")
    category: str | None = None
    text: str | None = None


class Event(
    Struct, frozen=True, gc=False, forbid_unknown_fields=True, kw_only=True, omit_defaults=True, tag_field="type"
):
    """Something that happened on a platform. The same platform and id again is a duplicate, not a second event."""

    id: Id
    at: Time
    """When it happened, as whoever tells of it says: on many platforms that is the author's own claim."""
    platform: Platform
    account: AccountId
    received: Time | None = None
    """When the platform took it, by the platform's clock; None: nobody knows, as of an old archive."""

    @property
    def taken_at(self) -> datetime:
        """The time that counts for order, age, counters and 'now': when the platform took it, or else what is claimed."""
        return self.received if self.received is not None else self.at


class AccountCreated(Event, frozen=True, gc=False, tag="account.created"):
    profile: Profile = Profile()
    traits: dict[str, str | int | float | bool | None] = {}


class AccountUpdated(Event, frozen=True, gc=False, tag="account.updated"):
    profile: Profile = Profile()
    traits: dict[str, str | int | float | bool | None] = {}


class AccountClosed(Event, frozen=True, gc=False, tag="account.closed"):
    by: Literal["owner", "platform", "us"]
    reason: str | None = None


class AccountReopened(Event, frozen=True, gc=False, tag="account.reopened"):
    by: Literal["owner", "platform", "us"] = "platform"
    reason: str | None = None


class AccountRenamed(Event, frozen=True, gc=False, tag="account.renamed"):
    handle: str
    """The new name. The account keeps its id."""


class AccountMoved(Event, frozen=True, gc=False, tag="account.moved"):
    target: AccountId
    """Where its holder says to be from now on."""


class PostCreated(Event, frozen=True, gc=False, tag="post.created"):
    post: Post


class PostUpdated(Event, frozen=True, gc=False, tag="post.updated"):
    post: Post
    """The whole post as it is now; its id is the one that it had."""


class PostRemoved(Event, frozen=True, gc=False, tag="post.removed"):
    post: PostId
    by: str | None = None


class FollowCreated(Event, frozen=True, gc=False, tag="follow.created"):
    target: AccountId


class FollowRemoved(Event, frozen=True, gc=False, tag="follow.removed"):
    target: AccountId


class ReactionCreated(Event, frozen=True, gc=False, tag="reaction.created"):
    post: PostId
    kind: str


class SessionStarted(Event, frozen=True, gc=False, tag="session.started"):
    traits: dict[str, str | int | float | bool | None] = {}


class NoticeReceived(Event, frozen=True, gc=False, tag="notice.received"):
    notice: Notice


AnyEvent = (
    AccountCreated
    | AccountUpdated
    | AccountClosed
    | AccountReopened
    | AccountRenamed
    | AccountMoved
    | PostCreated
    | PostUpdated
    | PostRemoved
    | FollowCreated
    | FollowRemoved
    | ReactionCreated
    | SessionStarted
    | NoticeReceived
)
"""Every event of the contract; parse lines as this and the `type` field picks the shape."""
