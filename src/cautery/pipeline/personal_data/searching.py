"""Looks through all that is kept for what names a person, packed or not: the proof of an erasure."""

import io
from collections.abc import Iterator
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from cautery.app import App
from cautery.pipeline.personal_data.planning import parted
from cautery.pipeline.personal_data.redaction import Redaction
from cautery.pipeline.personal_data.subject import DataSubject
from cautery.store.journal import Journal
from cautery.store.rows_about import naming_rows

APART = frozenset({"journal", "cautery.db", "cautery.db-wal", "cautery.db-shm", "ingest.sock"})


def found_in(app: App, redaction: Redaction, subject: DataSubject) -> Iterator[str]:
    """Name the places that name the person: batches of the journal, rows of tables, files."""
    for frame in Journal(app.config.journal).read():
        if redaction.lines(frame.lines):
            yield f"journal {frame.before.segment}:{frame.before.byte}"
    with app.reading() as connection:
        _, kept = parted(app, connection, subject.about)
        yield from naming_rows(connection, redaction.names, kept=kept, about=subject.about)
    for path in sorted(app.config.home.rglob("*")):
        if path.is_file() and path.relative_to(app.config.home).parts[0] not in APART and _names(path, redaction):
            yield str(path.relative_to(app.config.home))


def _names(path: Path, redaction: Redaction) -> bool:
    data = path.read_bytes()
    if data[:4] == b"PAR1":
        try:
            data = pl.read_parquet(io.BytesIO(data)).write_ndjson().encode()
        except (PolarsError, OSError):
            return False
    return redaction.names(data.decode("utf-8", "replace"))
