"""Events in Parquet, with the same columns as the lines' fields. Columns only: each row becomes the line that it stands for."""

import io
from collections.abc import Iterator
from pathlib import Path

import msgspec
import polars as pl

from cautery.errors import Invalid
from cautery.events.format import FileLine
from cautery.kit.canonical import canonical_json

ROWS = 50_000
RFC3339 = "%Y-%m-%dT%H:%M:%S%.6f"


def rows_of(path: Path) -> Iterator[list[FileLine]]:
    """Give a Parquet file's rows as numbered canonical lines, a block at a time; what is null is left out."""
    try:
        height = int(pl.scan_parquet(path).select(pl.len()).collect().item())
        for start in range(0, height, ROWS):
            rows = pl.scan_parquet(path).slice(start, ROWS).collect()
            yield [FileLine(number=start + i + 1, raw=raw) for i, raw in enumerate(_lines(rows))]
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise Invalid(f"'{path.name}' is not Parquet that can be read: {error}.") from None


def _lines(rows: pl.DataFrame) -> list[bytes]:
    written = rows.with_columns(
        *(_time(name, kind.time_zone) for name, kind in rows.schema.items() if isinstance(kind, pl.Datetime)),
        *(_text(name) for name, kind in rows.schema.items() if kind == pl.Binary),
    )
    out = io.BytesIO()
    written.write_ndjson(out)
    return [canonical_json(_without_nulls(msgspec.json.decode(line))) for line in out.getvalue().splitlines()]


def _time(name: str, zone: str | None) -> pl.Expr:
    """Write a column of times; one without a zone says no offset, here as in any other format."""
    told = pl.col(name).dt.convert_time_zone("UTC") if zone else pl.col(name)
    return told.dt.strftime(RFC3339 + ("Z" if zone else ""))


def _text(name: str) -> pl.Expr:
    """Read a column of bytes as the text that some writers put there."""
    return pl.col(name).map_elements(lambda raw: raw.decode("utf-8", "replace"), return_dtype=pl.String)


def _without_nulls(value: object) -> object:
    if isinstance(value, dict):
        return {name: _without_nulls(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_nulls(inner) for inner in value if inner is not None]
    return value
