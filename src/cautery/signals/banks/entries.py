"""Rows of a file become bank entries, each checked; whatever is wrong with one is told and stops none of the others."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from cautery.errors import Invalid, Missing
from cautery.kit.clock import parse_time
from cautery.model.bank import BankEntry
from cautery.signals.banks.format import BETWEEN_LABELS, BadRow, BankFileRow
from cautery.signals.kinds import signal_type

LEAST_QUALITY = 50
Name = tuple[str, str, str]
"""Type, value and origin: of these a bank holds one entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """All that a list has said of a value is over: every entry whose origin begins like this one."""

    type: str
    value: str
    origin: str


def entries_of(
    rows: Iterable[BankFileRow | BadRow], *, bank: str, origin: str, policy: str, by: str, at: datetime
) -> Iterator[BankEntry | Ending | BadRow]:
    """Check rows; what a row leaves out is filled with what holds for the whole file."""
    for row in rows:
        if isinstance(row, BadRow):
            yield row
            continue
        try:
            made = entry_of(as_meant(row.said), bank=bank, origin=origin, policy=policy, by=by, at=at)
            yield Ending(type=made.type, value=made.value, origin=made.origin) if row.ends else made
        except (Invalid, Missing) as error:
            yield BadRow(line=row.line, reason=str(error))


def changes(
    read: Iterable[BankEntry | Ending], held: Iterable[BankEntry], *, by: str, at: datetime
) -> Iterator[BankEntry]:
    """Give what is to be written so that a bank holds what a file says after its last line; each name once."""
    known = {(one.type, one.value, one.origin): one for one in held}
    by_value: dict[tuple[str, str], list[Name]] = {}
    for name in known:
        by_value.setdefault(name[:2], []).append(name)
    written: dict[Name, BankEntry] = {}
    for one in read:
        if isinstance(one, Ending):
            for name in by_value.get((one.type, one.value), ()):
                if name[2].startswith(one.origin):
                    written[name] = replace(_last(name, written, known), expires_at=at, added_by=by, added_at=at)
            continue
        name = (one.type, one.value, one.origin)
        if name not in known and name not in written:
            by_value.setdefault(name[:2], []).append(name)
        written[name] = one
    yield from written.values()


def entry_of(said: dict[str, str], *, bank: str, origin: str, policy: str, by: str, at: datetime) -> BankEntry:
    """Make one entry, its value in canonical form; who added it and when is never taken from a file."""
    kind, value = said.get("type", ""), said.get("value", "")
    if not kind or not value:
        raise Invalid("A banked value needs 'type' and 'value'.")
    opinion = said.get("opinion") or "positive"
    if opinion not in ("positive", "negative"):
        raise Invalid(f"'{opinion}' is no opinion; write positive or negative.")
    _check_quality(said.get("quality") or "")
    expires = said.get("expires_at")
    return BankEntry(
        bank=bank,
        type=kind,
        value=signal_type(kind).canonical(value),
        opinion="positive" if opinion == "positive" else "negative",
        origin=said.get("origin") or origin,
        policy=said.get("policy") or policy,
        why=said.get("why", ""),
        added_by=by,
        added_at=at,
        expires_at=parse_time(expires) if expires else None,
        labels=tuple(filter(None, (label.strip() for label in said.get("labels", "").split(BETWEEN_LABELS)))),
        confidence=_share_of_one(said["confidence"], "confidence") if said.get("confidence") else None,
        share=_share_of_one(said["share"], "share") if said.get("share") else 1.0,
    )


def as_meant(said: dict[str, str]) -> dict[str, str]:
    """Write the value of a row as whoever wrote it means it: by hand, or in a list."""
    kind, value = said.get("type", ""), said.get("value", "")
    return {**said, "value": signal_type(kind).meant(value)} if kind and value else said


def _check_quality(written: str) -> None:
    """Refuse a picture in which too little is seen, where a list says so (PDQ's quality, 0..100)."""
    if written and _number(written) < LEAST_QUALITY:
        raise Invalid(f"The quality is {written[:20]}; below {LEAST_QUALITY} a picture cannot be told from others.")


def _number(written: str) -> float:
    try:
        return float(written)
    except ValueError:
        raise Invalid(f"'{written[:20]}' is no quality; write a number from 0 to 100.") from None


def _last(name: Name, written: Mapping[Name, BankEntry], known: Mapping[Name, BankEntry]) -> BankEntry:
    return written[name] if name in written else known[name]


def _share_of_one(written: str, name: str) -> float:
    try:
        share = float(written)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise Invalid(f"'{written}' is no {name}; write a number from 0 to 1.")
    return share
