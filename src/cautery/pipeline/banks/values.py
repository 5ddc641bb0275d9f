"""Recognise: values go into banks and leave them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

from cautery.app import App
from cautery.errors import Invalid, Missing
from cautery.kit.shelf import take
from cautery.model.bank import BankEntry
from cautery.model.content import Content, Fingerprint, MediaContent
from cautery.signals.banks import formats
from cautery.signals.banks.arming import arm
from cautery.signals.banks.entries import as_meant, changes, entries_of, entry_of
from cautery.signals.banks.format import BETWEEN_LABELS, BadRow, BankFileRow, BankFormat
from cautery.signals.banks.lists import review
from cautery.signals.banks.rules import expired, is_of_another_crime
from cautery.signals.media.files import fingerprints_of_file
from cautery.signals.media.looker import DecoderProcess, MediaDecoder
from cautery.store import banks
from cautery.store.ledger import WriteTransaction


@dataclass(frozen=True, slots=True, kw_only=True)
class BankReport:
    """What became of a file of values."""

    accepted: int
    """Different values of which something was said, an end too."""
    rejected: int
    reasons: tuple[str, ...]
    conflicting: int = 0
    """Values that a list calls known and harmless."""
    over: int = 0
    """Values whose time was over already."""
    dropped: int = 0
    """Values that the list brought earlier and no longer holds."""
    notes: tuple[str, ...] = ()
    """What a person should know of these."""


def bank_value(app: App, said: dict[str, str], *, bank: str) -> BankEntry:
    """Put one value into a bank."""
    with app.writing() as tx:
        entry = entry_of(as_meant(said), bank=bank, origin=tx.by, policy="house", by=tx.by, at=tx.at)
        banks.append(tx, [entry])
    return entry


def bank_file(
    app: App, path: Path, *, bank: str, why: str, policy: str, labels: Sequence[str] = ()
) -> tuple[BankEntry, ...]:
    """Put a picture, film, recording or document into a bank, by all that it can be known again by."""
    with DecoderProcess() as looker:
        return bank_data(app, read_bytes(path), looker=looker, bank=bank, why=why, policy=policy, labels=labels)


def bank_data(
    app: App, data: bytes, *, looker: MediaDecoder, bank: str, why: str, policy: str, labels: Sequence[str] = ()
) -> tuple[BankEntry, ...]:
    """Put a file's bytes into a bank; they are not kept."""
    media = looker.look(data, to_bank=True)
    seen = media.fingerprints if not is_of_another_crime(labels) else _without_outlines(media)
    content = Content(media=(replace(media, fingerprints=(*fingerprints_of_file(data), *seen)),))
    with app.writing() as tx:
        said = {"why": why, "policy": policy, "labels": BETWEEN_LABELS.join(labels)}
        entries = tuple(arm([content], said=said, bank=bank, origin=tx.by, by=tx.by, at=tx.at))
        banks.append(tx, entries)
    return entries


def arm_banks(
    tx: WriteTransaction, contents: Sequence[Content], *, policy: str, why: str, bank: str = "removed"
) -> int:
    """Bank what was removed, in the transaction of its removal, so that it stays down; returns how many values."""
    said = {"why": why, "policy": policy}
    entries = list(arm(contents, said=said, bank=bank, origin=tx.by, by=tx.by, at=tx.at))
    banks.append(tx, entries)
    return len(entries)


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
        rows: Iterable[BankFileRow | BadRow] = kind.read(StringIO(text))
        read = list(entries_of(rows, bank=bank, origin=path.name, policy="house", by=tx.by, at=tx.at))
        good, bad = (
            [one for one in read if not isinstance(one, BadRow)],
            [one for one in read if isinstance(one, BadRow)],
        )
        held = [one for one in banks.holding(tx.connection, bank=bank) if not expired(one, tx.at)]
        seen = review([one for one in good if isinstance(one, BankEntry)], held, at=tx.at) if kind.is_whole else None
        accepted = list(changes(seen.entries if seen else good, held, by=tx.by, at=tx.at))
        banks.append(tx, accepted)
    return BankReport(
        accepted=len({(one.type, one.value) for one in good}),
        rejected=len(bad),
        reasons=tuple(f"line {one.line}: {one.reason}" for one in bad[:20]),
        conflicting=seen.conflicting if seen else 0,
        over=seen.over if seen else 0,
        dropped=seen.dropped if seen else 0,
        notes=seen.notes if seen else (),
    )


def export_bank(app: App, path: Path, *, bank: str, format_name: str | None) -> int:
    """Write a bank to a file; returns how many values. Material of another crime is not shared."""
    form = _format(format_name or path.suffix.lstrip("."))
    held = bank_entries(app, bank=bank)
    entries = [
        one for one in held if not is_of_another_crime(one.labels) and (form.types is None or one.type in form.types)
    ]
    if not entries:
        raise Missing(
            f"There is no bank '{bank}', or nothing is in it.", at_terminal="List banks with: cautery banks list"
        )
    out = StringIO()
    form.write(entries, out)
    try:
        path.write_text(out.getvalue(), encoding="utf-8")
    except OSError as error:
        raise Invalid(f"'{path}' cannot be written: {error.strerror}.") from None
    return len(entries)


def expire_value(app: App, *, bank: str, kind: str, value: str, why: str = "") -> int:
    """End a banked value now, or all of a bank when no value is named; returns how many ended."""
    with app.writing() as tx:
        held = [one for one in banks.holding(tx.connection, bank=bank) if not expired(one, tx.at)]
        if value:
            wanted = entry_of(
                as_meant({"type": kind, "value": value}), bank=bank, origin="", policy="", by=tx.by, at=tx.at
            ).value
            held = [one for one in held if one.type == kind and one.value == wanted]
        if not held:
            raise Missing(
                f"Nothing like that is in bank '{bank}'.", at_terminal=f"List it with: cautery banks list --bank {bank}"
            )
        ended = [replace(one, expires_at=tx.at, added_by=tx.by, added_at=tx.at, why=why or one.why) for one in held]
        banks.append(tx, ended)
    return len(held)


def bank_entries(app: App, *, bank: str | None) -> tuple[BankEntry, ...]:
    """List what is in a bank, or in all of them; what has expired is left out."""
    now = app.clock.now()
    with app.reading() as connection:
        held = banks.holding(connection, bank=bank)
    return tuple(one for one in held if not expired(one, now))


def read_bytes(path: Path) -> bytes:
    """Read a file that somebody named."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Missing(f"There is no file '{path}'.") from None
    except OSError as error:
        raise Invalid(f"'{path}' cannot be read: {error.strerror}.") from None


def _without_outlines(media: MediaContent) -> tuple[Fingerprint, ...]:
    """Keep of a picture of another crime only what nobody can see anything in."""
    return tuple(one for one in media.fingerprints if one.type != "image_views")


def _format(name: str) -> BankFormat:
    return take(formats, name, BankFormat)()  # type: ignore[type-abstract]
