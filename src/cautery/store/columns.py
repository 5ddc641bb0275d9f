"""What all tables are made of, and which columns of a row the log commits to."""

from collections.abc import Mapping

from sqlalchemy import BigInteger, Integer, MetaData, Table

tables = MetaData()
SEQ = BigInteger().with_variant(Integer, "sqlite")
LATER = {"later": True}
"""Marks a column that came after its table. Where it is empty the log does not commit to it, so that what was proved before is
proved still."""


def committed(table: Table, row: Mapping[str, object]) -> dict[str, object]:
    """Give what the log commits to of a row."""
    return {name: value for name, value in row.items() if value is not None or not table.c[name].info.get("later")}
