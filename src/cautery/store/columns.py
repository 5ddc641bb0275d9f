"""What all tables are made of, and which columns of a row the log commits to."""

from collections.abc import Mapping

from sqlalchemy import BigInteger, Integer, MetaData, Table

tables = MetaData()
SEQ = BigInteger().with_variant(Integer, "sqlite")
LATER = {"later": True}
"""Marks a column that came after its table. Where it is empty the log does not commit to it, so that what was proved before is
proved still."""

APART = {"apart": True}
"""Marks a column that the log never commits to: the seal over a row, which is made of the row and a key outside."""


def committed(table: Table, row: Mapping[str, object]) -> dict[str, object]:
    """Give what the log commits to of a row."""
    return {name: value for name, value in row.items() if _is_committed(table, name, value)}


def sealed_columns(table: Table, row: Mapping[str, object]) -> dict[str, object]:
    """Give what a row's seal is over: all of it but what changes with use, and the seal itself."""
    return {str(column.name): row[str(column.name)] for column in table.c if not column.info.get("apart")}


def _is_committed(table: Table, name: str, value: object) -> bool:
    said = table.c[name].info
    return not said.get("apart") and (value is not None or not said.get("later"))
