"""Banked: what is known, for whoever looks at it; who said so and why; taken back, or called harmless, with a reason.

A value of material of another crime is never shown. Nothing is edited: an end and an opinion are later entries.
"""

from dataclasses import dataclass, replace

from cautery.app import App
from cautery.errors import Conflict, Missing
from cautery.model.bank import BankEntry
from cautery.signals.banks.rules import expired, is_of_another_crime
from cautery.store import banks
from cautery.store.ledger import WriteTransaction

WITHHELD = "(withheld: material of another crime)"
A_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class BankEntryView:
    """An entry as it may be shown."""

    number: int
    entry: BankEntry
    withheld: bool
    """Its value is not shown."""
    disputed: bool
    """Somebody holds that the value is harmless: it is never acted upon."""
    holds: bool
    """Nothing has replaced it, and its time is not over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankEntriesPage:
    """A part of what is banked, the newest first."""

    entries: tuple[BankEntryView, ...]
    next: int | None
    """What the next page is asked for with; None: there is none."""
    banks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BankedValue:
    """A value with all that was ever said of it, in any bank, in its order."""

    shown: BankEntryView
    said: tuple[BankEntryView, ...]


def page_of(app: App, *, bank: str | None = None, before: int | None = None, limit: int = A_PAGE) -> BankEntriesPage:
    """Give a page of what holds now."""
    now = app.clock.now()
    with app.reading() as connection:
        found = banks.listed(connection, at=now, bank=bank, before=before, limit=limit + 1)
        here = found[:limit]
        harmless = banks.disputed(connection, [(one.type, one.value) for _, one in here], at=now)
        names = tuple(banks.names(connection))
    entries = tuple(_shown(number, one, disputed=(one.type, one.value) in harmless, holds=True) for number, one in here)
    return BankEntriesPage(entries=entries, next=here[-1][0] if len(found) > limit else None, banks=names)


def record_of(app: App, number: int) -> BankedValue:
    """Give a value with all that was said of it."""
    now = app.clock.now()
    with app.reading() as connection:
        entry = _found(banks.numbered(connection, number), number)
        said = banks.about(connection, entry.type, entry.value)
        disputed = bool(banks.disputed(connection, [(entry.type, entry.value)], at=now))
    last = {(one.bank, one.origin): place for place, one in said}
    every = [
        _shown(place, one, disputed=disputed, holds=last[one.bank, one.origin] == place and not expired(one, now))
        for place, one in said
    ]
    return BankedValue(shown=next(one for one in every if one.number == number), said=tuple(every))


def retract(app: App, number: int, *, why: str) -> BankEntry:
    """Take an entry back, with the reason; refused (Conflict) when it was replaced or ended since."""
    with app.writing() as tx:
        entry = _standing(tx, number)
        ended = replace(entry, expires_at=tx.at, why=why, added_by=tx.by, added_at=tx.at)
        banks.append(tx, [ended])
    return ended


def dispute_entry(app: App, number: int, *, why: str) -> BankEntry:
    """Hold against an entry, in one's own name, that its value is harmless: from now on it is disputed."""
    with app.writing() as tx:
        entry = _found(banks.numbered(tx.connection, number), number)
        opinion = replace(
            entry, opinion="negative", origin=tx.by, why=why, added_by=tx.by, added_at=tx.at, expires_at=None
        )
        banks.append(tx, [opinion])
    return opinion


def _standing(tx: WriteTransaction, number: int) -> BankEntry:
    """Give an entry that holds."""
    entry = _found(banks.numbered(tx.connection, number), number)
    said = banks.about(tx.connection, entry.type, entry.value)
    last = max(place for place, one in said if (one.bank, one.origin) == (entry.bank, entry.origin))
    if last != number or expired(entry, tx.at):
        raise Conflict("This entry was replaced or ended meanwhile; look at the value again.")
    return entry


def _found(entry: BankEntry | None, number: int) -> BankEntry:
    if entry is None:
        raise Missing(f"There is no banked value number {number}; look through the banks.")
    return entry


def _shown(number: int, entry: BankEntry, *, disputed: bool, holds: bool) -> BankEntryView:
    withheld = is_of_another_crime(entry.labels)
    shown = replace(entry, value=WITHHELD) if withheld else entry
    return BankEntryView(number=number, entry=shown, withheld=withheld, disputed=disputed, holds=holds)
