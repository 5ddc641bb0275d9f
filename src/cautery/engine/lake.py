"""History: what happened, in Parquet by table and day, computed from the journal and never the only copy.

A part's name says which batches of the journal it holds, so computing one again overwrites itself. Many small parts of a day
are merged into one. A file beside says how far the journal has been computed; parts beyond it are what a crash left.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import polars as pl

from cautery.engine.reached import Place, how_far, say_reached
from cautery.engine.tables import TABLES, tables_of
from cautery.errors import Missing
from cautery.model.event import AnyEvent

_PART = re.compile(r"(\d{8})-(\d{8,})_(\d{8})-(\d{8,})\.parquet")
MOST_PARTS = 24
"""Parts of one table and day above which they are merged."""
_ORDER = ("platform", "account", "at", "id")
_GROUP_ROWS = 10_000
"""Rows of a part that are read together: whoever asks for one account reads a group or two of each part, and not all of it."""


class Lake:
    """History in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def scan(self, table: str, *, day: str = "*") -> pl.LazyFrame:
        """Open a table's history for reading, or one day of it; empty, with the right columns, when there is none."""
        if table not in TABLES:
            raise Missing(f"History has no table '{table}'; it has: {', '.join(TABLES)}.")
        parts = sorted((self._folder / table).glob(f"day={day}/*.parquet"))
        if not parts:
            return pl.LazyFrame(schema=TABLES[table])
        return pl.scan_parquet(parts, schema=TABLES[table], missing_columns="insert", hive_partitioning=False)

    def days(self, tables: Sequence[str]) -> Mapping[str, str]:
        """List the days on which some tables have anything, in order, each with a stamp that changes when the day does."""
        stamps: dict[str, list[str]] = {}
        for path in sorted(path for table in tables for path in (self._folder / table).glob("day=*/*.parquet")):
            stamps.setdefault(path.parent.name.removeprefix("day="), []).append(f"{path.parents[1].name}/{path.name}")
        return {day: " ".join(stamps[day]) for day in sorted(stamps)}

    def reached(self) -> Place:
        """Say up to which place in the journal history has been computed."""
        return how_far(self._folder).place

    def latest(self) -> datetime | None:
        """Give the time of the latest event; None when there is none."""
        return how_far(self._folder).latest

    def add(self, events: Sequence[AnyEvent], *, since: Place, until: Place) -> None:
        """Take in the events of the journal's batches between two places; the second becomes how far history reaches."""
        name = f"{since[0]:08d}-{since[1]:08d}_{until[0]:08d}-{until[1]:08d}.parquet"
        touched = []
        for table, frame in tables_of(events).items():
            days = frame.with_columns(pl.col("at").dt.strftime("%Y-%m-%d").alias("day"))
            for (day,), part in days.partition_by("day", as_dict=True, include_key=False).items():
                folder = self._folder / table / f"day={day}"
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                _put(folder / name, part)
                touched.append(folder)
        say_reached(self._folder, how_far(self._folder).with_events(until, events))
        for folder in touched:
            _merge(folder)

    def tidy(self) -> None:
        """Drop what a crash left behind: parts beyond what was reached, and parts that a merged one holds already."""
        reached = self.reached()
        for folder in sorted(self._folder.glob("*/day=*")):
            parts = sorted(folder.glob("*.parquet"))
            spans = {path: _span(path) for path in parts}
            for path, (since, until) in spans.items():
                inside = any(other != path and begin <= since and until <= end for other, (begin, end) in spans.items())
                if until > reached or inside:
                    path.unlink()


def _merge(folder: Path) -> None:
    """Make one part of many; until the old ones are gone, `tidy` knows that the new one holds them."""
    parts = sorted(folder.glob("*.parquet"))
    if len(parts) <= MOST_PARTS:
        return
    schema = TABLES[folder.parent.name]
    merged = pl.scan_parquet(parts, schema=schema, missing_columns="insert", hive_partitioning=False).collect()
    spans = [_span(path) for path in parts]
    begin, end = min(since for since, _ in spans), max(until for _, until in spans)
    whole = folder / f"{begin[0]:08d}-{begin[1]:08d}_{end[0]:08d}-{end[1]:08d}.parquet"
    _put(whole, merged)
    for path in parts:
        if path != whole:
            path.unlink()


def _put(path: Path, part: pl.DataFrame) -> None:
    beside = path.with_suffix(".new")
    part.sort(_ORDER).write_parquet(beside, compression="zstd", compression_level=1, row_group_size=_GROUP_ROWS)
    beside.rename(path)


def _span(path: Path) -> tuple[Place, Place]:
    match = _PART.fullmatch(path.name)
    if match is None:
        raise Missing(f"'{path}' is no part of history; delete the engine folder and it is computed again.")
    a, b, c, d = (int(group) for group in match.groups())
    return (a, b), (c, d)
