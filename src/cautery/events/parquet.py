"""Events in Parquet, with the same columns as the lines' fields. Columns only: each row becomes the line that it stands for."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import polars as pl

from cautery.errors import Invalid
from cautery.events.format import MIB, FileLine
from cautery.kit.canonical import canonical_json

ROWS = 50_000
MOST_ROW, MOST_AT_ONCE = MIB, 64 * MIB
"""Bytes of texts in a row, and in rows that are written as lines at once: a table of a kilobyte may repeat one text."""
MOST_TIMES = 500
"""How many times its own size a table's texts may have, beyond `MOST_AT_ONCE`; tables of events have some twenty times."""
RFC3339 = "%Y-%m-%dT%H:%M:%S%.6f"


def rows_of(path: Path) -> Iterator[list[FileLine]]:
    """Give a Parquet file's rows as numbered canonical lines, a block at a time; what is null is left out."""
    try:
        height = int(pl.scan_parquet(path).select(pl.len()).collect().item())
        left = MOST_AT_ONCE + MOST_TIMES * path.stat().st_size
        for start in range(0, height, ROWS):
            rows = pl.scan_parquet(path).slice(start, ROWS).collect()
            sizes = _sizes(rows)
            left -= sum(sizes)
            if left < 0:
                raise Invalid(
                    f"'{path.name}' holds more than {MOST_TIMES} times its own size; write its texts out, as lines of JSON."
                )
            for at, some in _in_parts(rows, sizes):
                yield [FileLine(number=start + at + i + 1, raw=raw) for i, raw in enumerate(some)]
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise Invalid(f"'{path.name}' is not Parquet that can be read: {error}.") from None


def _sizes(rows: pl.DataFrame) -> list[int]:
    counted = pl.sum_horizontal(_size(pl.col(name), kind) for name, kind in rows.schema.items())
    return [int(size) for size in rows.select(counted).to_series().fill_null(0)]


def _in_parts(rows: pl.DataFrame, sizes: Sequence[int]) -> Iterator[tuple[int, list[bytes]]]:
    """Give rows as lines, some at a time, so that they are never more than so many bytes; with where each part begins."""
    begin, held = 0, 0
    for end, size in enumerate(sizes):
        if held and held + size > MOST_AT_ONCE:
            yield begin, _lines(rows[begin:end])
            begin, held = end, 0
        if size > MOST_ROW:
            if begin < end:
                yield begin, _lines(rows[begin:end])
            yield end, [_too_large(size)]
            begin, held = end + 1, 0
        else:
            held += size
    if begin < rows.height:
        yield begin, _lines(rows[begin:])


def _size(column: pl.Expr, kind: pl.DataType) -> pl.Expr:
    """Count the bytes of a column's texts, however deep they stand."""
    if isinstance(kind, pl.List):
        return column.list.eval(_size(pl.element(), kind.inner)).list.sum()  # type: ignore[arg-type]
    if isinstance(kind, pl.Array):
        return _size(column.arr.to_list(), pl.List(kind.inner))
    if isinstance(kind, pl.Struct):
        return pl.sum_horizontal(_size(column.struct.field(field.name), field.dtype) for field in kind.fields)  # type: ignore[arg-type]
    if kind == pl.String:
        return column.str.len_bytes().cast(pl.Int64)
    if isinstance(kind, pl.Categorical | pl.Enum):
        return column.cat.len_bytes().cast(pl.Int64)
    return column.bin.size().cast(pl.Int64) if kind == pl.Binary else pl.lit(8, pl.Int64)


def _too_large(size: int) -> bytes:
    """Give a line in the place of a row that is too long to be written: it is longer than any line may be."""
    return f'"A row with {size:,} bytes of text."'.encode().ljust(MIB + 1)


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
