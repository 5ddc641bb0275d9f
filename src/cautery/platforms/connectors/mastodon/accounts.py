"""Accounts as moderators see them, as events: how they present themselves, and from where they came.

Addresses are hashed before anything is kept, like every trait that identifies people.
"""

from datetime import datetime

import msgspec

from cautery.model.account import AccountId, Platform
from cautery.model.event import AccountCreated, AccountUpdated, AnyEvent, Profile, Time
from cautery.platforms.connectors.mastodon.statuses import words_of


class _Shown(msgspec.Struct):
    display_name: str = ""
    note: str = ""
    followers_count: int | None = None
    following_count: int | None = None


class Holder(msgspec.Struct):
    """An account with what only moderators are told, as the server gives it."""

    id: str
    username: str
    created_at: Time
    account: _Shown
    email: str | None = None
    ip: str | None = None
    locale: str | None = None


def opened(holder: Holder, platform: Platform) -> AnyEvent:
    """Read that an account was opened."""
    return AccountCreated(
        id=f"account/{holder.id}",
        at=holder.created_at,
        platform=platform,
        account=AccountId(holder.id),
        profile=_profile(holder),
        traits=_traits(holder),
    )


def changed(holder: Holder, platform: Platform, *, at: datetime) -> AnyEvent:
    """Read that an account was changed, or let in by a moderator."""
    return AccountUpdated(
        id=f"account/{holder.id}/{at.isoformat()}",
        at=at,
        platform=platform,
        account=AccountId(holder.id),
        profile=_profile(holder),
        traits=_traits(holder),
    )


def _profile(holder: Holder) -> Profile:
    bio, _ = words_of(holder.account.note)
    return Profile(
        handle=holder.username,
        display_name=holder.account.display_name or None,
        bio=bio or None,
        followers=holder.account.followers_count,
        following=holder.account.following_count,
        created_at=holder.created_at,
        language=holder.locale,
    )


def _traits(holder: Holder) -> dict[str, str | int | float | bool | None]:
    told = {"email": holder.email, "email_domain": (holder.email or "").rpartition("@")[2], "ip": holder.ip}
    return {name: value for name, value in told.items() if value}
