"""What comes in besides events: items that could not be read, times of which a source has nothing more, and how a source is."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadableItem:
    """One item of a source that could not be read as an event; everything around it was."""

    reader: str
    """Which reader of its source it was for, such as 'frame' or 'report': a later version asks the same one again."""
    place: str
    """Where it stood: a line, a sequence number, an id, as the source counts."""
    reason: str
    raw: bytes = field(repr=False)
    """The item as it came, so that it can be read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch of time of which a source has nothing more: what happened then was not seen."""

    since: datetime | None
    """None: from the beginning, or nobody knows since when."""
    until: datetime | None
    """None: until now."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """An item that could not be read, as it is kept."""

    number: int
    source: str
    item: UnreadableItem
    bytes: int
    """How many it had; `item.raw` is empty where they were too many to keep."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """How a source is: what came last, what went wrong last, and what of it was not read."""

    source: str
    asked_at: datetime | None = None
    """When it was last asked, or last sent something."""
    item_at: datetime | None = None
    """When its last item came in here."""
    reached: datetime | None = None
    """The time of its newest event: how far behind we are."""
    problem: str = ""
    problem_at: datetime | None = None
    """When the problem was last seen; before `item_at`, it is over."""
    longest_silence_s: float = 0.0
    """The longest pause between two items so far: more than that is unusual."""
    items: int = 0
    unread: int = 0
    """Items that could not be read, ever; `store.quarantine` says how many still wait."""
    unknown: dict[str, int] = field(default_factory=dict)
    """Fields that the contract does not know, by name, with how often they were dropped."""
