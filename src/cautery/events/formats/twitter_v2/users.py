"""Users of API v2, as profiles, and the times that the API writes."""

import html
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from cautery.kit.canonical import digest
from cautery.model.account import AccountId, Platform
from cautery.model.event import AccountUpdated, MediaAttachment, Profile

PLATFORM = Platform("twitter")
EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
_FIRST_WITH_TIME = 2**40
"""Smaller ids are counted, and tell no time."""
InUtc = Callable[[datetime], datetime]


def time_in(said: str) -> datetime | None:
    """Read the time that an id carries (milliseconds since 4 Nov 2010, in the upper bits); None: it carries none."""
    if not said.isascii() or not said.isdigit() or not _FIRST_WITH_TIME < int(said) < 2**63:
        return None
    return EPOCH + timedelta(milliseconds=int(said) >> 22)


def time_of(said: Mapping[str, Any], in_utc: InUtc) -> datetime | None:
    """Read when something was made; where that is not told, its id may tell."""
    made = said.get("created_at")
    if isinstance(made, str):
        try:
            return in_utc(datetime.fromisoformat(made))
        except ValueError:
            return None
    return time_in(str(said.get("id", "")))


def profile_of(user: Mapping[str, Any], seen: datetime | None, in_utc: InUtc) -> Sequence[AccountUpdated]:
    """Read how an account presented itself when it was seen; what did not change since is the same event.

    Args:
        seen: None: nobody says when it was looked up, and it is taken as of when the account was made.
    """
    metrics = user.get("public_metrics") or {}
    made = time_of(user, in_utc) if user.get("created_at") else None
    at = seen or made
    if at is None:
        raise KeyError("created_at")
    entities = user.get("entities") or {}
    links = [link for part in entities.values() if isinstance(part, dict) for link in part.get("urls") or ()]
    picture = user.get("profile_image_url")
    profile = Profile(
        handle=user.get("username"),
        display_name=html.unescape(user.get("name") or "") or None,
        bio=html.unescape(user.get("description") or "") or None,
        avatar=MediaAttachment(id=picture, kind="image", url=picture) if picture else None,
        followers=metrics.get("followers_count"),
        following=metrics.get("following_count"),
        created_at=made,
        links=tuple(dict.fromkeys(link.get("expanded_url") or link["url"] for link in links)),
    )
    said = digest(user["id"], msgspec.json.encode(profile).decode())
    account = AccountId(user["id"])
    return (AccountUpdated(id=f"profile-{said}", at=at, platform=PLATFORM, account=account, profile=profile),)
