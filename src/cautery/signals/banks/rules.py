"""What holds in a bank at a time, and what in it is never shown."""

from collections.abc import Iterable
from datetime import datetime

from cautery.model.bank import BankEntry

OTHER_CRIMES = frozenset({"csam", "csae", "csea"})
"""Labels of material that shows the sexual abuse of children."""


def expired(entry: BankEntry, at: datetime) -> bool:
    """Tell whether an entry's time is over."""
    return entry.expires_at is not None and entry.expires_at <= at


def is_of_another_crime(labels: Iterable[str]) -> bool:
    """Tell whether material is of a crime that others pursue: it is not shown, not shared, and handed on."""
    return any(label.lower() in OTHER_CRIMES for label in labels)
