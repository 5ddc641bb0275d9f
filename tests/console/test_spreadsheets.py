"""The tables that are downloaded say what each of their columns means, under names that stay."""

import pytest

from cautery.console.spreadsheets import SPREADSHEETS, Spreadsheet


@pytest.mark.parametrize("table", SPREADSHEETS, ids=lambda table: table.name)
def test_columns_have_names_of_their_own_without_spaces(table: Spreadsheet) -> None:
    names = [column.name for column in table.columns]

    assert len(set(names)) == len(names)
    assert all(name.isidentifier() for name in names)
