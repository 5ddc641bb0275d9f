"""What became of a batch of events: as programs are answered."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A line that is no event, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What became of a batch."""

    read: int
    accepted: int
    duplicate: int
    rejected: int
    rejects: tuple[Rejected, ...]
    """The first hundred."""
