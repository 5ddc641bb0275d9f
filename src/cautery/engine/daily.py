"""What is computed from history day by day, in Parquet: each day once, and again only when that day has changed."""

import fcntl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import polars as pl

from cautery.kit.canonical import digest


class DailyTables:
    """Tables of days, each beside the stamp of what it was computed from."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Let one process or thread at a time bring days up and read them; whoever comes second waits, and finds them there."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self._folder / "turn").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def has(self, table: str, day: str, stamp: str) -> bool:
        """Tell whether a day is there, computed from just this."""
        return self._path(table, day, stamp).exists()

    def put(self, table: str, day: str, stamp: str, frame: pl.DataFrame) -> None:
        """Keep a day; what it was before is dropped."""
        path = self._path(table, day, stamp)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = path.with_suffix(".new")
        frame.write_parquet(beside, compression="zstd", compression_level=1)
        beside.rename(path)
        for older in path.parent.glob("*.parquet"):
            if older != path:
                older.unlink()

    def get(self, table: str, day: str) -> pl.DataFrame:
        """Give a day that is there."""
        return pl.read_parquet(sorted((self._folder / table / f"day={day}").glob("*.parquet")), hive_partitioning=False)

    def scan(self, table: str, days: Sequence[str]) -> pl.LazyFrame:
        """Open several days for reading."""
        parts = [part for day in days for part in sorted((self._folder / table / f"day={day}").glob("*.parquet"))]
        return pl.scan_parquet(parts, hive_partitioning=False)

    def _path(self, table: str, day: str, stamp: str) -> Path:
        return self._folder / table / f"day={day}" / f"{digest(stamp)[:16]}.parquet"


def until(stamps: Mapping[str, str], at: datetime | None) -> Mapping[str, str]:
    """Leave out days after a time, by their stamps; the day in which time stops is another day than the whole one."""
    if at is None:
        return stamps
    last = at.date().isoformat()
    kept = {day: stamp for day, stamp in stamps.items() if day <= last}
    return {day: f"{stamp} {at.isoformat()}" if day == last else stamp for day, stamp in kept.items()}


class AccountNumbers:
    """A number for each account, the same on every day: the order in which they were first met."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "accounts.parquet"
        self._known = pl.read_parquet(self._path) if self._path.exists() else _numbered(_NOBODY, 0)

    def names(self) -> pl.DataFrame:
        """Give all accounts: platform, account, number; in the order of numbers."""
        return self._known

    def number(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Add `number` to rows with platform and account; accounts not met before get the next ones."""
        named = frame.select("platform", "account").unique()
        new = named.join(self._known, on=["platform", "account"], how="anti").sort("platform", "account")
        if new.height:
            self._known = pl.concat([self._known, _numbered(new, self._known.height)])
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside = self._path.with_suffix(".new")
            self._known.write_parquet(beside)
            beside.rename(self._path)
        return frame.join(self._known, on=["platform", "account"], how="left", maintain_order="left")


_NOBODY = pl.DataFrame(schema={"platform": pl.String, "account": pl.String})


def _numbered(names: pl.DataFrame, since: int) -> pl.DataFrame:
    return names.with_columns(number=pl.int_range(since, since + names.height, dtype=pl.Int64))
