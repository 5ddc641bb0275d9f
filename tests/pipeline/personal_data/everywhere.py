"""Looks through every byte of an installation, packed or not, without any code of the product's erasure."""

import io
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from cautery.kit.compressed import unpack
from cautery.store.journal import Journal

ZSTD = b"\x28\xb5\x2f\xfd"


def places_with(home: Path, needles: set[str]) -> list[str]:
    """Name the places in which one of some words stands."""
    wanted = [needle.encode() for needle in needles]
    return [f"{where}: {needle!r}" for where, data in _all(home) for needle in wanted if needle in data]


def _all(home: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(home.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            yield str(path), data
            if data[:4] == b"PAR1":
                yield str(path), pl.read_parquet(io.BytesIO(data)).write_ndjson().encode()
    for frame in Journal(home / "journal").read():
        yield f"journal {frame.before}", frame.lines
    with sqlite3.connect(home / "cautery.db") as database:
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in database.execute(f'SELECT * FROM "{table}"'):
                for value in row:
                    if isinstance(value, bytes):
                        yield table, unpack(value) if value.startswith(ZSTD) else value
                    else:
                        yield table, str(value).encode()
