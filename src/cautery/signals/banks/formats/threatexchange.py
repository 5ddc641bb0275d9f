"""Hash lists as `threatexchange` (Meta's Python library) keeps them: a line a value, its type before it."""

from collections.abc import Iterable, Iterator
from typing import ClassVar, TextIO

from cautery.model.bank import BankEntry
from cautery.signals.banks.format import BadRow, BankFileRow, BankFormat

_OURS = {
    "pdq": "image_pdq",
    "vpdq": "video_vpdq",
    "video_md5": "file_md5",
    "video_sha256": "file_sha256",
    "url": "link",
    "raw_text": "near_text",
}
_THEIRS = {ours: theirs for theirs, ours in _OURS.items()}


class ThreatExchange(BankFormat):
    """One value a line: only types and values, and nothing that is held to be harmless."""

    carries: ClassVar = ("type", "value")
    types: ClassVar = frozenset(_THEIRS)

    def read(self, lines: TextIO) -> Iterator[BankFileRow | BadRow]:
        for number, line in enumerate(lines, start=1):
            name, _, value = line.strip().removeprefix("\ufeff").partition(" ")
            if not name:
                continue
            if name in _OURS and value.strip():
                yield BankFileRow(line=number, said={"type": _OURS[name], "value": value.strip()})
            else:
                known = ", ".join(sorted(_OURS))
                yield BadRow(line=number, reason=f"is no type and value; the types that are known here are: {known}")

    def write(self, entries: Iterable[BankEntry], out: TextIO) -> None:
        for entry in entries:
            if entry.type in _THEIRS and entry.opinion == "positive":
                out.write(f"{_THEIRS[entry.type]} {entry.value}\n")
