"""A reason that a spreadsheet would compute is exported with a bank, and taken in again."""

import csv
import json

from tests.attacks.told import FORMULA, Told

KIND = "exported files"


def test_it_does_not_work(told: Told) -> None:
    exported = told.out / "export.csv"
    cells = [cell for row in csv.reader(exported.read_text().splitlines()) for cell in row]
    again = told.run("banks", "import", str(exported), "--bank", "again")
    kept = told.run("banks", "list", "--bank", "again", "--json")

    assert any("HYPERLINK" in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert "imported" in again
    assert any(one["why"].startswith(FORMULA) for one in json.loads(kept))
