"""More than one machine: the same column functions, run by Spark on one group of rows after another.

Spark reads, shuffles and joins the results; what is computed is the very function that runs here. PySpark is not installed by
default: whoever has a cluster brings the version that fits it, with pyarrow.
"""

from collections.abc import Callable, Mapping, Sequence

import polars as pl
import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

NAMES: Mapping[type[pl.DataType], str] = {pl.Int64: "bigint", pl.String: "string"}
"""Spark's names for the types of our columns. It has no unsigned numbers: they are widened."""
ARROW = {pl.Int64: pa.int64(), pl.String: pa.string()}


def run_by(
    frame: DataFrame, keys: Sequence[str], function: Callable[[pl.DataFrame], pl.DataFrame], schema: pl.Schema
) -> DataFrame:
    """Run a function on the rows of each group; `schema` is what it gives."""

    def on_arrow(table: pa.Table) -> pa.Table:
        columns = pl.from_arrow(table)
        assert isinstance(columns, pl.DataFrame)
        return function(columns).cast(_signed(schema)).to_arrow().cast(kinds)

    kinds = pa.schema([(name, ARROW[type(kind)]) for name, kind in _signed(schema).items()])
    types = ", ".join(f"{name} {NAMES[type(kind)]}" for name, kind in _signed(schema).items())
    return frame.groupBy(*keys).applyInArrow(on_arrow, types)


def merge_bits(frame: DataFrame, keys: Sequence[str], bits: Sequence[str]) -> DataFrame:
    """Join rows of the same keys into one, whose bits are those of all of them."""
    return frame.groupBy(*keys).agg(*(sql.bit_or(name).alias(name) for name in bits))


def _signed(schema: pl.Schema) -> pl.Schema:
    return pl.Schema({name: pl.Int64() if kind.is_integer() else kind for name, kind in schema.items()})
