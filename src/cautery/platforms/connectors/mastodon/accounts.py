"""Accounts as moderators see them, as events: how they present themselves, and from where they came.

Addresses are hashed before anything is kept, like every trait that identifies people.
"""

from datetime import datetime

import msgspec

from cautery.model.account import AccountId, Platform
from cautery.model.event import AccountCreated, AccountMoved, AccountUpdated, AnyEvent, MediaAttachment, Profile, Time
from cautery.platforms.connectors.mastodon.statuses import words_of


class _Field(msgspec.Struct):
    name: str = ""
    value: str = ""


class _Elsewhere(msgspec.Struct):
    id: str


class _Shown(msgspec.Struct):
    display_name: str = ""
    note: str = ""
    avatar_static: str = ""
    avatar_description: str = ""
    fields: list[_Field] = []
    moved: _Elsewhere | None = None
    also_known_as: list[str] = []
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
        received=holder.created_at,
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
        received=at,
        platform=platform,
        account=AccountId(holder.id),
        profile=_profile(holder),
        traits=_traits(holder),
    )


def moved(holder: Holder, platform: Platform, *, at: datetime) -> AnyEvent | None:
    """Read where an account says that its holder is from now on; None where it says nothing."""
    onward = holder.account.moved
    if onward is None:
        return None
    name = f"account/{holder.id}/moved/{onward.id}"
    account, target = AccountId(holder.id), AccountId(onward.id)
    return AccountMoved(id=name, at=at, received=at, platform=platform, account=account, target=target)


def _profile(holder: Holder) -> Profile:
    shown = holder.account
    bio, links = words_of(shown.note)
    said = [bio]
    for field in shown.fields:
        value, more = words_of(field.value)
        said.append(f"{field.name}: {value}")
        links = (*links, *more)
    picture = shown.avatar_static
    return Profile(
        handle=holder.username,
        display_name=shown.display_name or None,
        bio="\n".join(filter(None, said)) or None,
        avatar=MediaAttachment(id=picture, kind="image", url=picture, alt=shown.avatar_description or None)
        if picture
        else None,
        followers=shown.followers_count,
        following=shown.following_count,
        created_at=holder.created_at,
        language=holder.locale,
        links=tuple(dict.fromkeys(links)),
        aliases=tuple(shown.also_known_as),
    )


def _traits(holder: Holder) -> dict[str, str | int | float | bool | None]:
    told = {"email": holder.email, "email_domain": (holder.email or "").rpartition("@")[2], "ip": holder.ip}
    return {name: value for name, value in told.items() if value}
