"""The erasure of what is held about a person: what goes, what stays and why, and how far it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cautery.model.account import Account

ErasureState = Literal["asked", "approved", "refused", "done"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptData:
    """Something that is not erased now."""

    what: str
    why: str
    """With the article that allows or orders it."""
    until: datetime | None = None
    """None: until what is named in `why` is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasurePlan:
    """What an erasure does."""

    events: int
    """Of the account, in the journal."""
    mentions: int
    """Events of others that name the account, and go on without its name."""
    rows: Mapping[str, int]
    """Rows of the database that go, by table."""
    kept: tuple[KeptData, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """One erasure, as its last row tells."""

    id: str
    state: ErasureState
    subject: str
    """A keyed hash of the account, by which it is erased again after a restore."""
    told: str
    """The plan, and at the end what went, as JSON without anything that names the person."""
    numbers: tuple[int, ...]
    """Entries of the log whose rows and salts went with it."""
    changed: Mapping[str, tuple[int, ...]]
    """Rows that stayed without what named the person, by ledger."""
    by: str
    at: datetime
    about: Account | None = None
    """None once it is done."""
