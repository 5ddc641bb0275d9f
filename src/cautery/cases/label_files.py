"""Tables as spreadsheets and other people's programs write them: any usual separator and encoding, and workbooks."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as Xml

from cautery.errors import Invalid, Missing

SEPARATORS = ",;\t|"
_ZIP = b"PK\x03\x04"
_MOST_BYTES = 256 * 2**20
"""Of a workbook's sheet, unpacked."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FOREIGN_WORD = re.compile(rb"[\x80-\xff]{3}")
"""Western words have one accent or two; Arabic ones have nothing but letters beyond ASCII."""


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
            return [_line(row, shared) for row in _tree(book, sheets[0]).iter(f"{_MAIN}row")]
    except (zipfile.BadZipFile, Xml.ParseError, KeyError, ValueError, IndexError, RuntimeError) as error:
        raise Invalid(f"'{path}' is no workbook that can be read ({error}); save the sheet as CSV.") from None


def _tree(book: zipfile.ZipFile, name: str) -> Xml.Element:
    if book.getinfo(name).file_size > _MOST_BYTES:
        raise ValueError("it is too large")
    text = book.read(name)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise ValueError("it defines entities")  # which may stand for any amount of text
    return Xml.fromstring(text)  # noqa: S314


def _texts(book: zipfile.ZipFile, name: str) -> list[str]:
    return ["".join(part.text or "" for part in one.iter(f"{_MAIN}t")) for one in _tree(book, name).iter(f"{_MAIN}si")]


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
    if not 0 < number <= 16_384:
        raise ValueError("a cell has no place")
    return number - 1


def _value(cell: Xml.Element, shared: list[str]) -> str:
    inline = cell.find(f"{_MAIN}is")
    if inline is not None:
        return "".join(part.text or "" for part in inline.iter(f"{_MAIN}t"))
    value = cell.find(f"{_MAIN}v")
    said = (value.text or "") if value is not None else ""
    return shared[int(said)] if cell.get("t") == "s" and said else said
