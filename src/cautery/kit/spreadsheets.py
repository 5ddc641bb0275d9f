"""Rows as CSV and as a workbook, so that what a spreadsheet program opens is what was meant.

Ids stay text (a spreadsheet rounds numbers of more than 15 digits), times are ISO 8601 in UTC with the reader's own beside
them, and a text that would be run as a formula begins with an apostrophe (OWASP, "CSV Injection").
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import IO, Literal

import xlsxwriter

Cell = str | int | float | datetime | None
Form = Literal["csv", "xlsx"]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What begins a formula in Excel, LibreOffice or Google Sheets."""
LONGEST_CELL = 32_767
"""Characters that Excel takes in a cell."""
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name, which stays, and what it means."""

    name: str
    says: str
    kind: Literal["text", "number", "time"] = "text"


def write_csv(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, zone: tzinfo) -> Iterator[bytes]:
    """Write rows as CSV, in UTF-8 with a byte order mark, by which Excel knows it."""
    yield b"\xef\xbb\xbf" + _line(_heads(columns, zone))
    for row in rows:
        yield _line(_texts(columns, row, zone))


def write_xlsx(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell]], file: IO[bytes], *, zone: tzinfo, about: Sequence[str]
) -> None:
    """Write rows as a workbook into a file, a line at a time; a second sheet says what the columns mean and what was asked."""
    book = xlsxwriter.Workbook(
        file,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    sheet = book.add_worksheet("Data")
    sheet.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    for place, head in enumerate(_heads(columns, zone)):
        sheet.write_string(0, place, head, bold)
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(_cells(columns, row, zone)):
            if isinstance(cell, str):
                sheet.write_string(number, place, cell[:LONGEST_CELL])
            elif cell is not None:
                sheet.write_number(number, place, cell)
    _explain(book.add_worksheet("README"), columns, about)
    book.close()


def guarded(text: str) -> str:
    """Give a text that no spreadsheet runs."""
    plain = text.replace("\0", "")
    return f"'{plain}" if plain.startswith(FORMULA) else plain


def _explain(sheet: "xlsxwriter.worksheet.Worksheet", columns: Sequence[Column], about: Sequence[str]) -> None:
    lines = [*about, "", *(f"{column.name}: {column.says}" for column in columns)]
    lines.append(
        "A text that begins with = + - @, a tab or a line break has an apostrophe before it, so that nothing runs it."
    )
    for number, line in enumerate(lines):
        sheet.write_string(number, 0, guarded(line))


def _heads(columns: Sequence[Column], zone: tzinfo) -> list[str]:
    heads = []
    for column in columns:
        heads.append(column.name)
        if column.kind == "time":
            heads.append(f"{column.name} ({zone})")
    return heads


def _cells(columns: Sequence[Column], row: Sequence[Cell], zone: tzinfo) -> Iterator[str | int | float | None]:
    for column, cell in zip(columns, row, strict=True):
        if column.kind == "time":
            at = cell if isinstance(cell, datetime) else None
            yield f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if at else None
            yield f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S}" if at else None
        elif column.kind == "number" and isinstance(cell, int | float):
            yield cell
        else:
            yield None if cell is None else guarded(str(cell))


def _texts(columns: Sequence[Column], row: Sequence[Cell], zone: tzinfo) -> list[str]:
    return ["" if cell is None else str(cell) for cell in _cells(columns, row, zone)]


def _line(cells: Sequence[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue().encode("utf-8", errors="replace")
