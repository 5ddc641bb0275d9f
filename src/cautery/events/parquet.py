"""Events in Parquet, with the same columns as the lines' fields. Columns only: each row becomes the line that it stands for."""

import io
from collections.abc import Iterator
from pathlib import Path

import msgspec
import polars as pl

from cautery.errors import Invalid
from cautery.events.format import Line
from cautery.kit.canonical import canonical_json

ROWS = 50_000
MAGIC = b"PAR1"
RFC3339 = "%Y-%m-%dT%H:%M:%S%.6fZ"


def rows_of(path: Path) -> Iterator[list[Line]]:
    """Give a Parquet file's rows as numbered canonical lines, a block at a time; what is null is left out."""
    try:
        height = int(pl.scan_parquet(path).select(pl.len()).collect().item())
        for start in range(0, height, ROWS):
            rows = pl.scan_parquet(path).slice(start, ROWS).collect()
            yield [Line(number=start + i + 1, raw=raw) for i, raw in enumerate(_lines(rows))]
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise Invalid(f"'{path.name}' is not Parquet that can be read: {error}.") from None


def _lines(rows: pl.DataFrame) -> list[bytes]:
    times = [(name, kind.time_zone) for name, kind in rows.schema.items() if isinstance(kind, pl.Datetime)]
    written = rows.with_columns(
        (pl.col(name).dt.convert_time_zone("UTC") if zone else pl.col(name).dt.replace_time_zone("UTC")).dt.strftime(
            RFC3339
        )
        for name, zone in times
    )
    out = io.BytesIO()
    written.write_ndjson(out)
    return [canonical_json(_without_nulls(msgspec.json.decode(line))) for line in out.getvalue().splitlines()]


def _without_nulls(value: object) -> object:
    if isinstance(value, dict):
        return {name: _without_nulls(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_nulls(inner) for inner in value if inner is not None]
    return value
