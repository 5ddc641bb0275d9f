"""Recognise: values go into banks and leave them, and content is looked up in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import StringIO
from pathlib import Path

from cautery.app import App
from cautery.errors import Invalid, Missing
from cautery.kit.shelf import take
from cautery.model.bank import BankEntry, Match
from cautery.model.content import Content
from cautery.signals.banks import formats
from cautery.signals.banks.entries import entries_of, entry_of
from cautery.signals.banks.format import BadRow, BankFormat, Row
from cautery.signals.match import Matcher
from cautery.store import banks


@dataclass(frozen=True, slots=True, kw_only=True)
class BankReport:
    """What became of a file of values."""

    accepted: int
    rejected: int
    reasons: tuple[str, ...]


def recognise(app: App, *, text: str, links: Sequence[str], at: datetime | None) -> tuple[Match, ...]:
    """Say what in some content is banked, or near to it."""
    with app.reading() as connection:
        entries = banks.holding(connection)
    return Matcher(entries, at=at or app.clock.now()).match(Content(text=text, links=tuple(links)))


def bank_value(app: App, said: dict[str, str], *, bank: str) -> BankEntry:
    """Put one value into a bank."""
    with app.writing() as tx:
        entry = entry_of(said, bank=bank, origin=tx.by, policy="house", by=tx.by, at=tx.at)
        banks.append(tx, [entry])
    return entry


def import_bank(app: App, path: Path, *, bank: str, format_name: str | None) -> BankReport:
    """Take a file of values into a bank; a bad row stops none of the others."""
    kind = _format(format_name or path.suffix.lstrip("."))
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except FileNotFoundError:
        raise Missing(f"There is no file '{path}'.") from None
    except OSError as error:
        raise Invalid(f"'{path}' cannot be read: {error.strerror}.") from None
    with app.writing() as tx:
        rows: Iterable[Row | BadRow] = kind.read(StringIO(text))
        read = list(entries_of(rows, bank=bank, origin=path.name, policy="house", by=tx.by, at=tx.at))
        accepted = [one for one in read if isinstance(one, BankEntry)]
        banks.append(tx, accepted)
    bad = [one for one in read if isinstance(one, BadRow)]
    return BankReport(
        accepted=len(accepted), rejected=len(bad), reasons=tuple(f"line {one.line}: {one.reason}" for one in bad[:20])
    )


def export_bank(app: App, path: Path, *, bank: str, format_name: str | None) -> int:
    """Write a bank to a file; returns how many values."""
    entries = bank_entries(app, bank=bank)
    if not entries:
        raise Missing(f"There is no bank '{bank}', or nothing is in it; list banks with: cautery banks list")
    out = StringIO()
    _format(format_name or path.suffix.lstrip(".")).write(entries, out)
    try:
        path.write_text(out.getvalue(), encoding="utf-8")
    except OSError as error:
        raise Invalid(f"'{path}' cannot be written: {error.strerror}.") from None
    return len(entries)


def expire_value(app: App, *, bank: str, kind: str, value: str) -> int:
    """End a banked value now, or all of a bank when no value is named; returns how many ended."""
    with app.writing() as tx:
        held = [
            one
            for one in banks.holding(tx.connection)
            if one.bank == bank and (one.expires_at is None or one.expires_at > tx.at)
        ]
        if value:
            wanted = entry_of({"type": kind, "value": value}, bank=bank, origin="", policy="", by=tx.by, at=tx.at).value
            held = [one for one in held if one.type == kind and one.value == wanted]
        if not held:
            raise Missing(f"Nothing like that is in bank '{bank}'; list it with: cautery banks list --bank {bank}")
        banks.append(tx, [replace(one, expires_at=tx.at, added_by=tx.by, added_at=tx.at) for one in held])
    return len(held)


def bank_entries(app: App, *, bank: str | None) -> tuple[BankEntry, ...]:
    """List what is in a bank, or in all of them; what has expired is left out."""
    now = app.clock.now()
    with app.reading() as connection:
        held = banks.holding(connection)
    return tuple(one for one in held if bank in (None, one.bank) and (one.expires_at is None or one.expires_at > now))


def _format(name: str) -> BankFormat:
    return take(formats, name, BankFormat)()  # type: ignore[type-abstract]
