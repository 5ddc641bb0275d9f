"""History: what happened, in Parquet by table and day, computed from the journal and never the only copy.

A `Lake` is one state of it, which does not change while it is looked at: the parts that the manifest named when it was opened,
held on disk for as long as it is open.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import polars as pl

from cautery.engine.holds import VersionHold
from cautery.engine.tables import TABLES
from cautery.errors import Missing
from cautery.store.journal import START, JournalPlace
from cautery.store.parts import HistoryPart, HistoryState


class Lake:
    """One state of history."""

    def __init__(
        self,
        folder: Path,
        parts: Sequence[HistoryPart],
        *,
        state: HistoryState | None = None,
        reached: JournalPlace = START,
        hold: VersionHold | None = None,
    ) -> None:
        """Look at parts in a folder.

        Args:
            reached: up to which place in the journal they hold all events.
            hold: keeps them there; it is let go with this object.
        """
        self._folder, self._hold, self._state, self._reached = folder, hold, state or HistoryState(), reached
        self._parts: dict[str, dict[str, list[HistoryPart]]] = {}
        for part in parts:
            self._parts.setdefault(part.table, {}).setdefault(part.day, []).append(part)

    def scan(self, table: str, *, day: str | None = None) -> pl.LazyFrame:
        """Open a table's history for reading, or one day of it; empty, with the right columns, when there is none."""
        if table not in TABLES:
            raise Missing(f"History has no table '{table}'; it has: {', '.join(TABLES)}.")
        by_day = self._parts.get(table, {})
        chosen = sorted(by_day) if day is None else [day]
        paths = [self._folder / part.name for one in chosen for part in by_day.get(one, ())]
        if not paths:
            return pl.LazyFrame(schema=TABLES[table])
        return _scanned(paths, table)

    def days(self, tables: Sequence[str]) -> Mapping[str, str]:
        """List the days on which some tables have anything, in order, each with a stamp that changes when its events do.

        Merging parts changes no stamp.
        """
        days = sorted({day for table in tables for day in self._parts.get(table, ())})
        return {day: " ".join(self._stamp(table, day) for table in tables) for day in days}

    def latest(self) -> datetime | None:
        """Give the time of the latest event; None when there is none."""
        return self._state.latest

    def reached(self) -> JournalPlace:
        """Say up to which place in the journal all events are here."""
        return self._reached

    def _stamp(self, table: str, day: str) -> str:
        parts = self._parts.get(table, {}).get(day, ())
        if not parts:
            return f"{table}/-"
        until = max(part.until for part in parts)
        return f"{table}/{sum(part.rows for part in parts)}/{until.segment}-{until.byte}"


def _scanned(parts: Sequence[Path], table: str) -> pl.LazyFrame:
    """Read parts; a column or a field that an earlier version did not write yet is null there."""
    later = pl.ScanCastOptions(missing_struct_fields="insert")
    return pl.scan_parquet(
        list(parts), schema=TABLES[table], missing_columns="insert", cast_options=later, hive_partitioning=False
    )
