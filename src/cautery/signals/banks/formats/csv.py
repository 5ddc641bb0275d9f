"""Comma-separated values, read by header name: type and value are needed."""

import csv
from collections.abc import Iterable, Iterator
from typing import TextIO

from cautery.kit.canonical import plain_row
from cautery.model.bank import BankEntry
from cautery.signals.banks.format import BadRow, BankFormat, Row

COLUMNS = ("type", "value", "opinion", "origin", "policy", "why", "added_by", "added_at", "expires_at")


class Csv(BankFormat):
    """One value a line."""

    def read(self, lines: TextIO) -> Iterator[Row | BadRow]:
        reader = csv.DictReader(line.replace("\0", "") for line in lines)
        try:
            for said in reader:
                if None in said:
                    yield BadRow(line=reader.line_num, reason="has more cells than the header has columns")
                else:
                    row = {name.strip().lstrip("\ufeff").lower(): cell or "" for name, cell in said.items()}
                    yield Row(line=reader.line_num, said=row)
        except csv.Error as error:
            yield BadRow(line=reader.line_num, reason=f"is not CSV: {error}")

    def write(self, entries: Iterable[BankEntry], out: TextIO) -> None:
        writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(plain_row(entry) for entry in entries)
