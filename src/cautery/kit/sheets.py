"""Tables as spreadsheets and other people's programs write them: any usual separator and encoding, and workbooks."""

import csv
import io
import re
import zipfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Xml

from cautery.errors import Invalid, Missing

SEPARATORS = ",;\t|"
_ZIP = b"PK\x03\x04"
_MOST_BYTES, _MOST_CELLS = 256 * 2**20, 20_000_000
"""Of a workbook's sheet, unpacked: a million rows of labels are less."""
_MOST_COLUMNS = 256
"""One cell in the last column that a workbook has would stand for sixteen thousand empty ones, in each row."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
_FOREIGN_WORD = re.compile(rb"[\x80-\xff]{3}")
"""Western words have one accent or two; Arabic ones have nothing but letters beyond ASCII."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row of a table, or why it cannot be read."""

    line: int
    """Where it begins; a cell may go over several lines."""
    cells: tuple[str, ...] = ()
    problem: str = ""


def rows_in(path: Path) -> Iterator[SheetRow]:
    """Give a table's rows one after another, the names of its columns first; a bad row stops none of the others."""
    lines = _Lines(lines_of(path))
    rows = csv.reader(lines, strict=True, delimiter=separator_of(lines.first()))
    while True:
        lines.begin_row()
        try:
            row = next(rows, None)
        except csv.Error as error:
            lines.give_again()
            yield SheetRow(line=lines.begin, problem=f"the row cannot be read: {error}")
            continue
        if row is None:
            return
        yield SheetRow(line=lines.begin, cells=tuple(row))


def lines_of(path: Path) -> Iterator[str]:
    """Give a table's lines; a workbook's first sheet as lines with commas. What is no text keeps its bytes as surrogates."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise Missing(f"There is no file '{path}'.") from None
    except OSError as error:
        raise Invalid(f"'{path}' cannot be read: {error.strerror}.") from None
    if raw.startswith(_ZIP):
        return iter(_sheet(path, raw))
    return iter(io.StringIO(_decoded(raw), newline=""))


def separator_of(first: str) -> str:
    """Tell by a table's first line what stands between its columns."""
    return max(SEPARATORS, key=lambda separator: (first.count(separator), separator == ","))


class _Lines:
    """A file's lines. When no row can be made of some, the first is at fault, for instance by an open quote; the others
    are given again.
    """

    def __init__(self, lines: Iterator[str]) -> None:
        self.begin = 1
        """The number of the line where the row begins."""
        self._lines, self._given, self._again = lines, list[str](), deque[str]()

    def __iter__(self) -> Iterator[str]:
        return self

    def first(self) -> str:
        """Look at the first line, and give it again."""
        line = next(self._lines, "")
        if line:
            self._again.append(line)
        return line

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self._given.append(line)
        return line

    def begin_row(self) -> None:
        self.begin += len(self._given)
        self._given.clear()

    def give_again(self) -> None:
        self._again.extendleft(reversed(self._given[1:]))
        del self._given[1:]


def is_shortened(cell: str) -> bool:
    """Say whether a cell is a long number as a spreadsheet shows it: its last digits are lost.

    >>> is_shortened("1.23E+17")
    True
    """
    return _SHORTENED.fullmatch(cell) is not None


def _decoded(raw: bytes) -> str:
    """Read a text; one that holds no UTF-8 at all, and is not ASCII, is of Windows: western, or Arabic."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if any(_is_utf8(line) for line in raw.split(b"\n") if not line.isascii()):
        return raw.decode("utf-8-sig", errors="surrogateescape")
    return raw.decode("cp1256" if _FOREIGN_WORD.search(raw) else "cp1252", errors="surrogateescape")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _sheet(path: Path, raw: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as book:
            names = book.namelist()
            sheets = sorted(name for name in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name))
            if not sheets:
                raise Invalid(f"'{path}' is a zip archive and no workbook; unpack it, or save the sheet as CSV.")
            shared = _texts(book, "xl/sharedStrings.xml") if "xl/sharedStrings.xml" in names else []
            return [_line(row, shared) for row in _elements(book, sheets[0], "row")]
    except (zipfile.BadZipFile, Xml.ParseError, KeyError, ValueError, IndexError, RuntimeError) as error:
        raise Invalid(f"'{path}' is no workbook that can be read ({error}); save the sheet as CSV.") from None


def _elements(book: zipfile.ZipFile, name: str, wanted: str) -> Iterator[Xml.Element]:
    """Give the elements of a name, one after another; what was given is forgotten, so that a large file is no large tree."""
    if book.getinfo(name).file_size > _MOST_BYTES:
        raise ValueError("it is too large")
    text = book.read(name)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise ValueError("it defines entities")  # which may stand for any amount of text
    above: list[Xml.Element] = []
    for count, (event, element) in enumerate(Xml.iterparse(io.BytesIO(text), ("start", "end"))):  # noqa: S314
        if count > 2 * _MOST_CELLS:
            raise ValueError("it has too many cells")
        if event == "start":
            above.append(element)
            continue
        above.pop()
        if element.tag == f"{_MAIN}{wanted}":
            yield element
            if above:
                above[-1].clear()
        elif not any(one.tag == f"{_MAIN}{wanted}" for one in above):
            element.clear()


def _texts(book: zipfile.ZipFile, name: str) -> list[str]:
    return ["".join(part.text or "" for part in element.iter(f"{_MAIN}t")) for element in _elements(book, name, "si")]


def _line(row: Xml.Element, shared: list[str]) -> str:
    cells: list[str] = []
    for cell in row.iter(f"{_MAIN}c"):
        place = _column(cell.get("r", "")) if cell.get("r") else len(cells)
        cells += [""] * (place - len(cells))
        cells.append(_value(cell, shared))
    return ",".join('"' + one.replace('"', '""').replace("\n", " ") + '"' for one in cells) + "\n"


def _column(reference: str) -> int:
    """Count a cell's column from its name: A1 is 0, AB7 is 27."""
    number = 0
    for letter in re.sub(r"\d+", "", reference).upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    if not 0 < number <= _MOST_COLUMNS:
        raise ValueError("a cell has no place")
    return number - 1


def _value(cell: Xml.Element, shared: list[str]) -> str:
    inline = cell.find(f"{_MAIN}is")
    if inline is not None:
        return "".join(part.text or "" for part in inline.iter(f"{_MAIN}t"))
    value = cell.find(f"{_MAIN}v")
    said = (value.text or "") if value is not None else ""
    return shared[int(said)] if cell.get("t") == "s" and said else said
