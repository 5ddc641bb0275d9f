"""What a spreadsheet program opens is what was written: ids as text, no formula, times in both zones, any script."""

import csv
import io
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.kit.spreadsheets import Cell, Column, guarded, write_csv, write_xlsx

COLUMNS = (
    Column(name="account", says="the platform's id"),
    Column(name="followers", says="how many", kind="number"),
    Column(name="at", says="when", kind="time"),
)
BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
LETTERS = st.characters(blacklist_categories=("Cs", "Cc"))
NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def as_csv(*rows: tuple[Cell, ...]) -> list[list[str]]:
    written = b"".join(write_csv(COLUMNS, rows, zone=BERLIN))
    return list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))


def sheet_of(*rows: tuple[Cell, ...], name: str = "sheet1") -> list[list[tuple[str, str]]]:
    """Give a sheet's cells, each with its type and what it holds."""
    file = io.BytesIO()
    write_xlsx(COLUMNS, rows, file, zone=BERLIN, about=("Table: test", "=1+1"))
    with zipfile.ZipFile(file) as book:
        tree = ElementTree.fromstring(book.read(f"xl/worksheets/{name}.xml"))
    return [
        [(cell.get("t", "n"), "".join(cell.itertext())) for cell in row.iter(f"{NAMESPACE}c")]
        for row in tree.iter(f"{NAMESPACE}row")
    ]


def test_a_csv_begins_with_the_mark_by_which_excel_knows_utf_8() -> None:
    assert b"".join(write_csv(COLUMNS, (), zone=UTC)).startswith(b"\xef\xbb\xbfaccount,")


def test_times_stand_in_utc_and_in_the_readers_zone() -> None:
    heads, row = as_csv(("ana", 7, NOON))

    assert heads == ["account", "followers", "at", "at (Europe/Berlin)"]
    assert row == ["ana", "7", "2026-07-01T12:00:00Z", "2026-07-01 14:00:00"]


@pytest.mark.parametrize("account", ["1234567890123456789", "00712", "1e5", "2026-01-02", "قناديل الرصيف", "TRUE"])
def test_an_id_is_text_in_a_workbook_and_comes_back_as_it_was(account: str) -> None:
    _, row = sheet_of((account, 7, None))

    assert row[:2] == [("inlineStr", account), ("n", "7")]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_is_run_as_a_formula(begin: str) -> None:
    hostile = f'{begin}HYPERLINK("http://127.0.0.1:1",1)'

    assert as_csv((hostile, None, None))[1][0].startswith("'")
    assert sheet_of((hostile, None, None))[1][0][0] == "inlineStr"
    assert guarded("plain") == "plain"


def test_the_second_sheet_says_what_was_asked_and_what_columns_mean() -> None:
    lines = [row[0] for row in sheet_of(name="sheet2") if row]

    assert all(kind in ("s", "inlineStr") for kind, _ in lines)
    assert any("account: the platform" in text for _, text in lines)
    assert any(text.startswith("'=1+1") for _, text in lines)


@given(st.text(LETTERS, min_size=1, max_size=40))
def test_any_text_comes_back_from_a_csv(text: str) -> None:
    assert as_csv((text, None, None))[1][0] == guarded(text)
