"""What a case shows: the account and its posts as they were when the case was opened, whatever becomes of them since."""

from dataclasses import dataclass
from datetime import datetime

from cautery.model.case import CaseId
from cautery.model.content import MediaKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitMedia:
    """A piece of media, known only by what the platform told of it; its bytes are not kept."""

    kind: MediaKind
    sha256: str | None = None
    pdq: str | None = None
    size: int | None = None
    """In bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One post, as it was published."""

    id: str
    at: datetime
    text: str
    lang: str | None = None
    links: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    """Which kinds of media it carries; the media themselves stay where they are."""
    pieces: tuple[ExhibitMedia, ...] = ()
    """What is known of each of them."""
    answers: str | None = None
    """The account that it answers."""
    reposts: str | None = None
    """The account whose post it repeats."""
    views: int | None = None
    removed_at: datetime | None = None
    """When it was removed on its platform, as far as history tells by now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileSnapshot:
    """How the account presented itself last."""

    handle: str | None = None
    display_name: str | None = None
    bio: str | None = None
    followers: int | None = None
    following: int | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """What is shown to whoever decides a case, and what they decided upon."""

    case: CaseId
    face: ProfileSnapshot
    items: tuple[Item, ...]
    """Those that the evidence rests on first, then the latest."""
    more: int = 0
    """How many further posts of the account are in history."""
    language: str | None = None
    """What most of the items are written in."""
    at: datetime
