"""What one admin asks for and a second one confirms, because alone one would be two people."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cautery.model.person import PersonId, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRequest:
    """That somebody is let in again, or gets a role that may approve."""

    id: str
    kind: Literal["invitation", "roles"]
    state: Literal["asked", "confirmed", "refused"]
    person: PersonId
    roles: tuple[Role, ...]
    languages: tuple[str, ...] = ()
    by: str
    """Who asked; of an answered request, who answered."""
    at: datetime
