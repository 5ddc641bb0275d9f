"""What a bank format must do: give values to a file, and take them from one. Formats stand on `signals/banks/formats`."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, TextIO

from cautery.kit.clock import rfc3339
from cautery.model.bank import BankEntry

COLUMNS = (
    *("type", "value", "opinion", "origin", "policy", "why", "added_by", "added_at", "expires_at"),
    *("labels", "confidence", "share"),
)
BETWEEN_LABELS = ";"


@dataclass(frozen=True, slots=True, kw_only=True)
class BankFileRow:
    """One value of a file, as text, before it is checked: column name to what stood there."""

    line: int
    said: dict[str, str]
    ends: bool = False
    """It ends whatever the list has said of this value: all that is held of an origin that begins like this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row that could not be read, and why."""

    line: int
    reason: str


class BankFormat(ABC):
    """A way to write banked values down."""

    carries: ClassVar[tuple[str, ...]] = COLUMNS
    """Which fields of an entry come back out of it."""
    types: ClassVar[frozenset[str] | None] = None
    """Which signal types it can write; None: all. Others are left out."""

    is_whole: ClassVar[bool] = True
    """A file is the list as it stands, in no order; otherwise it is a log, in which the last word holds."""

    @abstractmethod
    def read(self, lines: TextIO) -> Iterator[BankFileRow | BadRow]:
        """Give one row a value; a bad row never stops the file."""

    @abstractmethod
    def write(self, entries: Iterable[BankEntry], out: TextIO) -> None:
        """Write values so that `read` gives them back."""


def said_of(entry: BankEntry) -> dict[str, str]:
    """Give an entry's fields as text; what is not said is ''."""
    return {
        "type": entry.type,
        "value": entry.value,
        "opinion": entry.opinion,
        "origin": entry.origin,
        "policy": entry.policy,
        "why": entry.why,
        "added_by": entry.added_by,
        "added_at": rfc3339(entry.added_at),
        "expires_at": rfc3339(entry.expires_at) if entry.expires_at else "",
        "labels": BETWEEN_LABELS.join(entry.labels),
        "confidence": "" if entry.confidence is None else str(entry.confidence),
        "share": "" if entry.share == 1.0 else str(entry.share),
    }


def pages_of(text: str, *, holding: str) -> Iterator[tuple[int, list[object] | BadRow]]:
    """Take the pages of a recorded list: the whole text for one, or each of its lines for one."""
    text = text.removeprefix("\ufeff")
    if not text.strip():
        return
    whole = _page(text, holding)
    if whole is not None:
        yield 1, whole
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            found = _page(line, holding)
            yield number, BadRow(line=number, reason="is no page of a hash list") if found is None else found


def _page(text: str, holding: str) -> list[object] | None:
    try:
        page = json.loads(text)
    except (ValueError, RecursionError):
        return None
    held = page.get(holding) if isinstance(page, dict) else None
    return held if isinstance(held, list) else None
