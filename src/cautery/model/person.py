"""Who works here: a person with roles. Accounts that are judged are never called so."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

PersonId = NewType("PersonId", str)
Role = Literal["triage", "reviewer", "senior", "legal", "appeals", "auditor", "admin"]
APPROVE: frozenset[Role] = frozenset(("senior", "legal", "appeals", "admin"))
"""Who can be the second of two people, about a decision or an appeal against it, or make somebody so."""
RESERVED = frozenset(
    "cautery local admin administrator root system nobody anybody somebody stranger worker machine moderator moderators "
    "support security unknown owner".split()
)
"""Names that a reader of the log would take for something else than one person."""
ROLES: tuple[Role, ...] = ("triage", "reviewer", "senior", "legal", "appeals", "auditor", "admin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who may come in, as of the last fact about them."""

    person: PersonId
    """The name under which they sign in and decide."""
    roles: tuple[Role, ...]
    languages: tuple[str, ...] = ()
    """Which languages they read; empty: any."""
    active: bool = True
    """False for somebody who has left: their decisions stay, and they come in no more."""
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """Something about getting in that the log must show: signed in, refused, password set, key made, sessions ended."""

    person: PersonId
    event: str
    detail: str
    at: datetime


def is_name(name: str) -> bool:
    """Say whether a text can name a person."""
    return re.fullmatch(r"[a-z][a-z0-9.-]{1,39}", name) is not None


def is_reserved(name: str) -> bool:
    """Say whether a name is kept for the system, or looks like one that is: 'cautery', 'admin', 'local-ada', 'a.d.m.i.n'."""
    plain = re.sub(r"[^a-z]", "", name.casefold())
    return plain in RESERVED or plain.startswith("cautery") or re.match(r"local\W", name.casefold()) is not None
