"""Comma-separated values, read by header name: type and value are needed. Semicolons and tabs are read too.

A cell that a spreadsheet would take for a formula (`=`, `+`, `-`, `@` first) is written behind an apostrophe, and read without
it. Programs that know no such apostrophe read JSON lines instead.
"""

import csv
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest
from typing import TextIO

from cautery.model.bank import BankEntry
from cautery.signals.banks.format import COLUMNS, BadRow, BankFileRow, BankFormat, said_of

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet computes, or looks behind: one that fetches an address tells a stranger who opened the file."""
_APOSTROPHE = "'"


class Csv(BankFormat):
    """One value a line."""

    def read(self, lines: TextIO) -> Iterator[BankFileRow | BadRow]:
        written = (line.replace("\0", "") for line in lines)
        header_line = next(written, "")
        cells = csv.reader(chain((header_line,), written), delimiter=_delimiter(header_line))
        header: list[str] | None = None
        while True:
            try:
                row = next(cells)
            except StopIteration:
                return
            except csv.Error as error:
                yield BadRow(line=cells.line_num, reason=f"is not CSV: {error}")
                if header is None:
                    return
                continue
            if not row:
                continue
            if header is None:
                header = [name.lstrip("\ufeff").strip().lower() for name in row]
            elif len(row) > len(header):
                yield BadRow(line=cells.line_num, reason="has more cells than the header has columns")
            else:
                yield BankFileRow(line=cells.line_num, said=dict(zip_longest(header, map(_meant, row), fillvalue="")))

    def write(self, entries: Iterable[BankEntry], out: TextIO) -> None:
        writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writeheader()
        for entry in entries:
            writer.writerow({name: _harmless(cell) for name, cell in said_of(entry).items()})


def _harmless(cell: str) -> str:
    """Write a cell so that a spreadsheet shows it; one that begins as we write such cells gets another apostrophe."""
    inside = cell.lstrip(_APOSTROPHE)
    return _APOSTROPHE + cell if inside.startswith(FORMULAS) else cell


def _meant(cell: str) -> str:
    inside = cell.lstrip(_APOSTROPHE)
    return cell[1:] if cell != inside and inside.startswith(FORMULAS) else cell


def _delimiter(header: str) -> str:
    """Tell what parts the cells: spreadsheets write semicolons where a comma is a decimal point."""
    return max(",;\t", key=header.count)
