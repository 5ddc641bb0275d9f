"""JSON lines: one object a value, with the fields of a bank entry; type and value are needed."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import TextIO

from cautery.model.bank import BankEntry
from cautery.signals.banks.format import BETWEEN_LABELS, BadRow, BankFileRow, BankFormat, said_of

_FIELDS = tuple(field.name for field in fields(BankEntry))


class JsonLines(BankFormat):
    """One value a line."""

    def read(self, lines: TextIO) -> Iterator[BankFileRow | BadRow]:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                said = json.loads(line.removeprefix("\ufeff"))
            except (ValueError, RecursionError) as error:
                yield BadRow(line=number, reason=f"is not JSON: {error}")
                continue
            if not isinstance(said, dict):
                yield BadRow(line=number, reason="is not an object with type and value")
                continue
            if isinstance(said.get("labels"), list):
                said["labels"] = BETWEEN_LABELS.join(map(str, said["labels"]))
            nested = [name for name in _FIELDS if isinstance(said.get(name), list | dict)]
            if nested:
                yield BadRow(line=number, reason=f"holds a list or an object in '{nested[0]}', where a text belongs")
                continue
            yield BankFileRow(line=number, said={name: str(cell) for name, cell in said.items() if cell is not None})

    def write(self, entries: Iterable[BankEntry], out: TextIO) -> None:
        for entry in entries:
            out.write(json.dumps({k: v for k, v in said_of(entry).items() if v}, ensure_ascii=False) + "\n")
