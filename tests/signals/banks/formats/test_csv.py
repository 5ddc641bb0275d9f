from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cautery.model.bank import BankEntry
from cautery.signals.banks.format import BadRow, BankFileRow
from cautery.signals.banks.formats.csv import COLUMNS, Csv

ENTRY = BankEntry(
    bank="lanterns",
    type="term",
    value="سلام",
    origin="press",
    policy="§4",
    why="",
    added_by="local:mara",
    added_at=datetime(2016, 2, 5, tzinfo=UTC),
)


def test_columns_are_read_by_name_whatever_their_order_case_and_mark(tmp_path: Path) -> None:
    rows = _read(tmp_path, "\ufeff Value ,TYPE,colour\nlantern,term,red\n")

    assert rows == [BankFileRow(line=2, said={"value": "lantern", "type": "term", "colour": "red"})]


def test_a_cell_may_hold_commas_quotes_and_lines(tmp_path: Path) -> None:
    rows = _read(tmp_path, 'type,value\r\nterm,"a, ""b""\r\nc"\r\nterm,d\r\n')

    assert [row.said["value"] for row in rows if isinstance(row, BankFileRow)] == ['a, "b"\r\nc', "d"]


def test_a_row_with_too_few_cells_leaves_the_rest_empty(tmp_path: Path) -> None:
    assert _read(tmp_path, "type,value,why\nterm\n\nterm,lantern\n") == [
        BankFileRow(line=2, said={"type": "term", "value": "", "why": ""}),
        BankFileRow(line=4, said={"type": "term", "value": "lantern", "why": ""}),
    ]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("term,a,b", "more cells than the header has columns"),
        ("term," + "x" * 200_000, "is not CSV: field larger than field limit"),
    ],
    ids=["too many cells", "too long a cell"],
)
def test_a_bad_row_is_told_with_its_line_and_the_next_is_read(tmp_path: Path, bad: str, reason: str) -> None:
    before, told, after = _read(tmp_path, f"type,value\nterm,a\n{bad}\nterm,z\n")

    assert before == BankFileRow(line=2, said={"type": "term", "value": "a"})
    assert isinstance(told, BadRow)
    assert (told.line, reason in told.reason) == (3, True)
    assert after == BankFileRow(line=4, said={"type": "term", "value": "z"})


def test_without_a_header_that_can_be_read_nothing_is_taken_for_one(tmp_path: Path) -> None:
    rows = _read(tmp_path, "x" * 200_000 + "\nterm,lantern\n")

    assert [type(row) for row in rows] == [BadRow]


def test_letters_that_no_text_holds_are_left_out(tmp_path: Path) -> None:
    assert _read(tmp_path, "type,value\nterm,lan\0tern\n") == [
        BankFileRow(line=2, said={"type": "term", "value": "lantern"})
    ]


def test_what_is_written_has_a_header_and_a_line_a_value(tmp_path: Path) -> None:
    with (tmp_path / "bank.csv").open("w", encoding="utf-8", newline="") as out:
        Csv().write([ENTRY], out)

    header, line = (tmp_path / "bank.csv").read_text(encoding="utf-8").splitlines()
    assert header.replace('"', "").split(",") == list(COLUMNS)
    assert line.replace('"', "") == "term,سلام,positive,press,§4,,local:mara,2016-02-05T00:00:00Z,,,,"


@pytest.mark.parametrize("value", ["=1+1", "+44 20", "-1", "@ada", "'=1+1", "''@ada", "'quoted'", "\t=1", "plain"])
def test_a_formula_is_written_behind_an_apostrophe_and_read_without_it(tmp_path: Path, value: str) -> None:
    with (tmp_path / "bank.csv").open("w", encoding="utf-8", newline="") as out:
        Csv().write([replace(ENTRY, value=value)], out)
    [row] = _read(tmp_path, (tmp_path / "bank.csv").read_text(encoding="utf-8"))

    assert isinstance(row, BankFileRow)
    assert row.said["value"] == value
    assert '"=' not in (tmp_path / "bank.csv").read_text(encoding="utf-8")


def _read(tmp_path: Path, text: str) -> list[BankFileRow | BadRow]:
    path = tmp_path / "bank.csv"
    path.write_bytes(text.encode())
    with path.open(encoding="utf-8", newline="") as lines:
        return list(Csv().read(lines))
