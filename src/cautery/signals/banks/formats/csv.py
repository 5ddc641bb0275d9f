"""Comma-separated values, read by header name: type and value are needed. Semicolons and tabs are read too."""

import csv
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest
from typing import TextIO

from cautery.model.bank import BankEntry
from cautery.signals.banks.format import COLUMNS, BadRow, BankFileRow, BankFormat, said_of


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
                yield BankFileRow(line=cells.line_num, said=dict(zip_longest(header, row, fillvalue="")))

    def write(self, entries: Iterable[BankEntry], out: TextIO) -> None:
        writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(said_of(entry) for entry in entries)


def _delimiter(header: str) -> str:
    """Tell what parts the cells: spreadsheets write semicolons where a comma is a decimal point."""
    return max(",;\t", key=header.count)
