"""Pages of Tech Against Terrorism's hash list (version 2), as they were recorded: JSON, one page a line or one in all.

What it has deleted comes in as a value that has expired, so that an earlier one of the same list ends.
"""

import json
from collections.abc import Iterable, Iterator
from typing import ClassVar, TextIO

from cautery.kit.clock import rfc3339
from cautery.model.bank import BankEntry
from cautery.signals.banks.format import BETWEEN_LABELS, BadRow, BankFormat, Row

_OURS = {"PDQ": "image_pdq", "MD5": "file_md5", "SHA256": "file_sha256"}
_THEIRS = {ours: theirs for theirs, ours in _OURS.items()}


class Tat(BankFormat):
    """Digests of files and PDQ hashes, each with the ideology that it was filed under."""

    carries: ClassVar = ("type", "value", "labels")
    types: ClassVar = frozenset(_THEIRS)

    def read(self, lines: TextIO) -> Iterator[Row | BadRow]:
        text = lines.read().removeprefix("\ufeff")
        for number, page in _pages(text):
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


def _pages(text: str) -> Iterator[tuple[int, list[object] | BadRow]]:
    """Take the whole text for one page, or each of its lines for one."""
    if not text.strip():
        return
    whole = _results(text)
    if whole is not None:
        yield 1, whole
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            found = _results(line)
            yield number, BadRow(line=number, reason="is no page of a hash list") if found is None else found


def _results(text: str) -> list[object] | None:
    try:
        page = json.loads(text)
    except (ValueError, RecursionError):
        return None
    results = page.get("results") if isinstance(page, dict) else None
    return results if isinstance(results, list) else None


def _row(said: object, number: int) -> Row | BadRow:
    value = said.get("hash_digest") if isinstance(said, dict) else None
    if not isinstance(said, dict) or not isinstance(value, str):
        return BadRow(line=number, reason="holds something without a 'hash_digest'")
    algorithm = str(said.get("algorithm", "")).upper().replace("-", "").replace("_", "")
    if algorithm not in _OURS:
        return BadRow(line=number, reason=f"'{said.get('algorithm')}' is a way to hash that is not looked for here")
    row = {"type": _OURS[algorithm], "value": value, "labels": _labels(said)}
    if said.get("deleted"):
        row["expires_at"] = str(said.get("updated_on") or "1970-01-01T00:00:00Z")
    return Row(line=number, said=row)


def _labels(said: dict[str, object]) -> str:
    named = (said.get(name) for name in ("ideology", "file_type"))
    return BETWEEN_LABELS.join(str(label) for label in named if label)
