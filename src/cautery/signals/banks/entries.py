"""Rows of a file become bank entries, each checked; whatever is wrong with one is told and stops none of the others."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from cautery.errors import Invalid, Missing
from cautery.kit.clock import parse_time
from cautery.model.bank import BankEntry
from cautery.signals.banks.format import BETWEEN_LABELS, BadRow, Row
from cautery.signals.kinds import signal_type


def entries_of(
    rows: Iterable[Row | BadRow], *, bank: str, origin: str, policy: str, by: str, at: datetime
) -> Iterator[BankEntry | BadRow]:
    """Check rows; what a row leaves out is filled with what holds for the whole file."""
    for row in rows:
        if isinstance(row, BadRow):
            yield row
            continue
        try:
            yield entry_of(row.said, bank=bank, origin=origin, policy=policy, by=by, at=at)
        except (Invalid, Missing) as error:
            yield BadRow(line=row.line, reason=str(error))


def entry_of(said: dict[str, str], *, bank: str, origin: str, policy: str, by: str, at: datetime) -> BankEntry:
    """Make one entry, its value in canonical form; who added it and when is never taken from a file."""
    kind, value = said.get("type", ""), said.get("value", "")
    if not kind or not value:
        raise Invalid("A banked value needs 'type' and 'value'.")
    opinion = said.get("opinion") or "positive"
    if opinion not in ("positive", "negative"):
        raise Invalid(f"'{opinion}' is no opinion; write positive or negative.")
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


def _share_of_one(written: str, name: str) -> float:
    try:
        share = float(written)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise Invalid(f"'{written}' is no {name}; write a number from 0 to 1.")
    return share
