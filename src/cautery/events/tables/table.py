"""A table as a file has it: what its columns are, its first rows, and all of them one after another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from cautery.errors import Invalid
from cautery.events.tables.columns import Columns, TableKind, kind_of, recognise, refuse_unless_whole
from cautery.events.tables.times import DayOrder, lacks_offset, order_of
from cautery.kit.sheets import SheetRow, rows_in

PREVIEWED, LOOKED_AT = 20, 10_000
"""Rows that are shown, and rows by which the order of dates is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table that was looked at."""

    path: Path
    kind: TableKind
    header: tuple[str, ...]
    columns: Columns
    first: tuple[Mapping[str, str], ...]
    """Its first rows, by what each column is."""
    order: DayOrder | None
    """In which order its dates are written; None where that cannot be told, or there are none."""
    is_order_open: bool
    """Whether it must be said in which order its dates are written."""
    is_zone_open: bool
    """Whether it must be said where its times are meant."""

    def unused(self) -> list[str]:
        """Name the columns of which nothing is read."""
        return [name for place, name in enumerate(self.header) if place not in self.columns.values()]


def look_at(path: Path, *, kind: TableKind | None = None, columns: Mapping[str, str] | None = None) -> Table:
    """Look at a table: what it lists, and what its columns are; refuse (Invalid) what is no table.

    Args:
        kind: what it lists; None: told by its columns.
        columns: said by a person: the name of a column, by what it is.
    """
    header = header_of(path)
    if len(header) < 2 and not (kind == "removed" and header):
        raise Invalid(
            f"'{path}' is no table that can be read: its first line must name columns, between commas, semicolons or tabs."
        )
    found = recognise(header, columns or {}, kind=kind)
    if kind is None and kind_of(found) != "posts":
        kind = kind_of(recognise(header, columns or {}, kind="members"))
        found = recognise(header, columns or {}, kind=kind)
    kind = kind or kind_of(found)
    refuse_unless_whole(found, header, kind=kind, file=str(path))
    some = [row for _, row in islice(_said(path, found), LOOKED_AT) if not isinstance(row, str)]
    times = [row["at"] for row in some if row.get("at")]
    order, is_dated = order_of(times)
    return Table(
        path=path,
        kind=kind,
        header=tuple(header),
        columns=found,
        first=tuple(some[:PREVIEWED]),
        order=order,
        is_order_open=is_dated and order is None,
        is_zone_open=any(lacks_offset(said) for said in times),
    )


def header_of(path: Path) -> Sequence[str]:
    """Give the names of a table's columns, as they stand in its first line."""
    first = next(rows_in(path), SheetRow(line=1))
    if first.problem:
        raise Invalid(f"'{path}' is no table that can be read: {first.problem}.")
    return first.cells


def rows_of(table: Table) -> Iterator[tuple[int, Mapping[str, str] | str]]:
    """Give the rows of a table with the line where each begins, by what the columns are; why, for one that cannot be read."""
    yield from _said(table.path, table.columns)


def _said(path: Path, columns: Columns) -> Iterator[tuple[int, Mapping[str, str] | str]]:
    rows = rows_in(path)
    next(rows, None)
    for row in rows:
        if row.problem:
            yield row.line, row.problem
        elif any(cell.strip() for cell in row.cells):
            said = {what: row.cells[place].strip() for what, place in columns.items() if place < len(row.cells)}
            yield row.line, {what: value for what, value in said.items() if value}
