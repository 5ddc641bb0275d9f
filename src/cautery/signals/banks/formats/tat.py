"""Pages of Tech Against Terrorism's hash list (version 2), as they were recorded: JSON, one page a line or one in all.

What it has deleted ends what it had said of the value, whichever file that came in.
"""

import json
from collections.abc import Iterable, Iterator
from typing import ClassVar, TextIO

from cautery.kit.clock import rfc3339
from cautery.model.bank import BankEntry
from cautery.signals.banks.format import BETWEEN_LABELS, BadRow, BankFileRow, BankFormat, pages_of

ORIGIN = "Tech Against Terrorism"
_OURS = {"PDQ": "image_pdq", "MD5": "file_md5", "SHA256": "file_sha256"}
_THEIRS = {ours: theirs for theirs, ours in _OURS.items()}


class Tat(BankFormat):
    """Digests of files and PDQ hashes, each with the ideology that it was filed under."""

    is_whole: ClassVar = False
    carries: ClassVar = ("type", "value", "labels")
    types: ClassVar = frozenset(_THEIRS)

    def read(self, lines: TextIO) -> Iterator[BankFileRow | BadRow]:
        for number, page in pages_of(lines.read(), holding="results"):
            if isinstance(page, BadRow):
                yield page
                continue
            for said in page:
                yield _row(said, number)

    def write(self, entries: Iterable[BankEntry], out: TextIO) -> None:
        results = [
            {
                "hash_digest": entry.value,
                "algorithm": _THEIRS[entry.type],
                "ideology": ", ".join(entry.labels),
                "deleted": False,
                "created_on": rfc3339(entry.added_at),
                "updated_on": rfc3339(entry.added_at),
            }
            for entry in entries
            if entry.type in _THEIRS and entry.opinion == "positive"
        ]
        page = {"count": len(results), "next": None, "previous": None, "checkpoint": None, "results": results}
        out.write(json.dumps(page, ensure_ascii=False) + "\n")


def _row(said: object, number: int) -> BankFileRow | BadRow:
    value = said.get("hash_digest") if isinstance(said, dict) else None
    if not isinstance(said, dict) or not isinstance(value, str):
        return BadRow(line=number, reason="holds something without a 'hash_digest'")
    algorithm = str(said.get("algorithm", "")).upper().replace("-", "").replace("_", "")
    if algorithm not in _OURS:
        return BadRow(line=number, reason=f"'{said.get('algorithm')}' is a way to hash that is not looked for here")
    row = {"type": _OURS[algorithm], "value": value, "labels": _labels(said), "origin": ORIGIN}
    return BankFileRow(line=number, said=row, ends=bool(said.get("deleted")))


def _labels(said: dict[str, object]) -> str:
    named = (said.get(name) for name in ("ideology", "file_type"))
    return BETWEEN_LABELS.join(str(label) for label in named if label)
