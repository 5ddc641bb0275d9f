"""Writes a table in the forms that other programs read; the rows are the same in each."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import polars as pl

TableForm = Literal["parquet", "arrow", "csv", "ndjson"]
MEDIA_TYPE_OF: Mapping[TableForm, str] = {
    "parquet": "application/vnd.apache.parquet",
    "arrow": "application/vnd.apache.arrow.stream",
    "csv": "text/csv; charset=utf-8",
    "ndjson": "application/x-ndjson",
}


def write_form(frame: pl.LazyFrame, path: Path, form: TableForm) -> None:
    """Write a table into a file; a part at a time, but for Arrow.

    CSV has no lists: there, a list or a structure stands as JSON. It is for programs; the console gives spreadsheets.
    """
    if form == "parquet":
        frame.sink_parquet(path, compression="zstd")
    elif form == "ndjson":
        frame.sink_ndjson(path)
    elif form == "csv":
        flat(frame).sink_csv(path, datetime_format="%Y-%m-%dT%H:%M:%S%.6fZ")
    else:
        frame.collect().write_ipc_stream(path)


def flat(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Write lists and structures as JSON."""
    nested = [name for name, kind in frame.collect_schema().items() if kind.is_nested()]
    return frame.with_columns(_as_json(name) for name in nested)


def _as_json(name: str) -> pl.Expr:
    whole = pl.struct(pl.col(name)).struct.json_encode()
    return whole.str.strip_prefix(f'{{"{name}":').str.strip_suffix("}").alias(name)
