"""Workbooks are tables, and what is none is refused in words."""

import io
import zipfile
from pathlib import Path

import pytest

from cautery.errors import Invalid, Missing
from cautery.kit.sheets import lines_of, separator_of

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(folder: Path, sheet: str, shared: str = "") -> Path:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/worksheets/sheet1.xml", f"<worksheet {NS}><sheetData>{sheet}</sheetData></worksheet>")
        if shared:
            book.writestr("xl/sharedStrings.xml", f"<sst {NS}>{shared}</sst>")
    path = folder / "labels.xlsx"
    path.write_bytes(out.getvalue())
    return path


def test_a_workbooks_first_sheet_is_a_table(tmp_path: Path) -> None:
    shared = '<si><t>account</t></si><si><t>la</t><r><t>bel</t></r></si><si><t>violating, "so"</t></si>'
    sheet = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>'
        '<row r="2"><c r="A2"><v>1.23E+17</v></c><c r="C2" t="s"><v>2</v></c></row>'
        '<row r="3"><c r="A3" t="inlineStr"><is><t>ana</t></is></c></row>'
    )

    assert list(lines_of(workbook(tmp_path, sheet, shared))) == [
        '"account","","label"\n', '"1.23E+17","","violating, ""so"""\n', '"ana"\n']  # fmt: skip


@pytest.mark.parametrize("sheet", ["<row><c r='7'/></row>", "<row", '<row><c r="A1" t="s"><v>9</v></c></row>',
                                   '<row><c r="ZZZZZZ1"/></row>'])  # fmt: skip
def test_a_damaged_workbook_is_refused_with_what_to_do(tmp_path: Path, sheet: str) -> None:
    with pytest.raises(Invalid, match="save the sheet as CSV"):
        lines_of(workbook(tmp_path, sheet))


def test_what_would_grow_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "labels.xlsx"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("xl/worksheets/sheet1.xml", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>')

    with pytest.raises(Invalid, match="entities"):
        lines_of(path)


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        lines_of(tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    ("first", "separator"), [("a,b", ","), ("a;b", ";"), ("a\tb", "\t"), ("a|b;c|d", "|"), ("a", ",")]
)
def test_what_stands_between_columns_is_told_by_the_first_line(first: str, separator: str) -> None:
    assert separator_of(first) == separator
