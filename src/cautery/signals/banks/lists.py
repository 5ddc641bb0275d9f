"""What a list as a whole says: a value both known and harmless, values whose time is over, values that it no longer holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cautery.model.bank import BankEntry
from cautery.signals.banks.entries import Name
from cautery.signals.banks.rules import expired

_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReview:
    """What of a list holds, and what a person should know of it."""

    entries: tuple[BankEntry, ...]
    notes: tuple[str, ...]
    conflicting: int
    """Values that it calls known and harmless: they are held as harmless."""
    over: int
    """Values whose time was over before they came."""
    dropped: int
    """Values that it brought earlier and no longer holds: they stay."""


def review(entries: Sequence[BankEntry], held: Iterable[BankEntry], *, at: datetime) -> ListReview:
    """Read a list as a whole, beside what it brought earlier."""
    harmless = {_name(one) for one in entries if one.opinion == "negative"}
    conflicting = list(
        dict.fromkeys(_name(one) for one in entries if one.opinion == "positive" and _name(one) in harmless)
    )
    over = [one for one in entries if expired(one, at)]
    said, origins = {_name(one) for one in entries}, {one.origin for one in entries}
    dropped = [_name(one) for one in held if one.origin in origins and _name(one) not in said]
    return ListReview(
        entries=tuple(one for one in entries if one.opinion == "negative" or _name(one) not in harmless),
        notes=(
            *_note(conflicting, "known and harmless in this list: held as harmless"),
            *_note([_name(one) for one in over], "over already: it matches nothing"),
            *_note(dropped, "no longer in this list: it stays banked until you end it"),
        ),
        conflicting=len(conflicting),
        over=len(over),
        dropped=len(dropped),
    )


def _note(names: Sequence[Name], says: str) -> tuple[str, ...]:
    """Say of values what they have in common, with one of them as an example."""
    if not names:
        return ()
    kind, value, _ = names[0]
    more = f" (and {len(names) - 1:,} more)" if len(names) > 1 else ""
    return (f"{kind} '{value[:_SHOWN]}'{more} is {says}.",)


def _name(entry: BankEntry) -> Name:
    return entry.type, entry.value, entry.origin
