"""Names that a spreadsheet would compute stand in the files that effect writes."""

import re

from tests.attacks.told import Told

KIND = "exported files"


def test_it_does_not_work(told: Told) -> None:
    tables = [path for path in (told.out / "effect").rglob("*") if path.suffix in (".csv", ".tsv")]
    drawn = [
        path for path in (told.out / "effect").rglob("*.svg") if re.search(r"<script|javascript:", path.read_text())
    ]

    assert [path for path in tables if re.search(r'(^|[,\n"])[=+@]', path.read_text())] == []
    assert drawn == []
