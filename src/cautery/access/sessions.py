"""How long a session lasts: until it has not been used for a while, and never longer than a working day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cautery.model.person import PersonId

UNUSED = timedelta(hours=2)
LONGEST = timedelta(hours=12)
SEEN_AGAIN = timedelta(minutes=1)
"""How old the note of the last use may be before a new one is written: a page a second need not be a write a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody who has come in."""

    fingerprint: str
    person: PersonId
    begun_at: datetime
    seen_at: datetime
    how: str
    """By what they came in: 'password', 'passkey', 'link' or 'provider'."""


def holds(session: Session, *, at: datetime) -> bool:
    """Say whether a session still lets its owner in."""
    return at - session.seen_at < UNUSED and at - session.begun_at < LONGEST


def is_stale(session: Session, *, at: datetime) -> bool:
    """Say whether its last use should be written down again."""
    return at - session.seen_at >= SEEN_AGAIN
