"""A workbook of some kilobytes unpacks to hundreds of megabytes, or names its last column."""

import zipfile

from tests.attacks.told import Told

KIND = "bombs in files"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def test_it_does_not_work(told: Told) -> None:
    rows = "".join(f'<row><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 200_000))
    sheets = {"wide": rows, "long": "<row/>" * 30_000_000, "cells": "<c/>" * 30_000_000}
    for name, inside in sheets.items():
        book = told.out / f"{name}.xlsx"
        with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
            out.writestr(
                "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{inside}</sheetData></worksheet>'
            )
        told.run("label", str(book))

        assert told.cpu_s < 30
        assert told.peak_mb < 1500
