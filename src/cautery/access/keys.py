"""Keys for programs: each belongs to a person, acts as them, and only within its scopes. Shown once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from cautery.access.permissions import PERMISSIONS, Permission, permissions_of
from cautery.errors import Invalid
from cautery.model.person import PersonId, Role

PREFIX = "cautery_"
"""So that a key which got into a public place is known for what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key, without what proves it."""

    id: str
    person: PersonId
    name: str
    scopes: tuple[Permission, ...]
    ends_at: datetime
    revoked: bool = False


def checked_scopes(scopes: Collection[str], roles: Collection[Role]) -> tuple[Permission, ...]:
    """Read scopes; refuse a key that could do more than its owner, and one that could do nothing."""
    held = permissions_of(roles)
    unknown = sorted(set(scopes) - set(PERMISSIONS))
    beyond = sorted(set(scopes) - held)
    if not scopes or unknown or beyond:
        what = f"'{(unknown or beyond)[0]}' is not yours to give" if unknown or beyond else "a key needs a scope"
        raise Invalid(f"No key was made: {what}; scopes are: {', '.join(sorted(held)) or 'none for these roles'}.")
    return tuple(name for name in PERMISSIONS if name in scopes)


def held_by(key: ApiKey, roles: Collection[Role]) -> frozenset[Permission]:
    """List what may be done with a key now: its scopes, as far as its owner still has them."""
    return permissions_of(roles) & frozenset(key.scopes)


def holds(key: ApiKey, *, at: datetime) -> bool:
    """Say whether a key opens anything at all."""
    return not key.revoked and at < key.ends_at
