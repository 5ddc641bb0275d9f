"""What holds in a bank at a time: not what has expired, and never what is disputed without saying so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cautery.model.bank import BankEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A positive entry in force; disputed when somebody, in any bank, holds that the same value is harmless."""

    entry: BankEntry
    disputed: bool


def in_force(entries: Iterable[BankEntry], at: datetime) -> tuple[Held, ...]:
    """Keep what holds at a time: the positive entries, each with whether it is disputed."""
    live = [entry for entry in entries if not expired(entry, at)]
    harmless = {(entry.type, entry.value) for entry in live if entry.opinion == "negative"}
    return tuple(
        Held(entry=entry, disputed=(entry.type, entry.value) in harmless)
        for entry in live
        if entry.opinion == "positive"
    )


def expired(entry: BankEntry, at: datetime) -> bool:
    """Tell whether an entry's time is over."""
    return entry.expires_at is not None and entry.expires_at <= at
