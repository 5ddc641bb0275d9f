"""The tables for analysis: as programs are answered."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TableListItem:
    """A table, and what a row of it is."""

    name: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableList:
    """The tables that a key may read."""

    tables: tuple[TableListItem, ...]
