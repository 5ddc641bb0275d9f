"""Who met whom, on a cluster: the pairs of days without number, by the same function as on one machine."""

import polars as pl
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql

from cautery.engine.spark import merge_bits, run_by
from cautery.suspicion.networks.days import COLUMNS, PAIRS, paired
from cautery.suspicion.networks.pairs import DAY_S, WINDOW_S

SHARDS = 64
"""Parts of a day: each holds some of the things whole, so that a part fits into a worker's memory."""


def pairs_on_spark(actions: DataFrame) -> DataFrame:
    """Pair the accounts that met, day by day: the columns of PAIRS, and `day` in days since 1970.

    Args:
        actions: with account numbers, as `days.COLUMNS`.
    """
    day = sql.floor(sql.col("at") / DAY_S).cast("bigint")
    last_hour = sql.col("at") % DAY_S >= DAY_S - WINDOW_S
    today = actions.withColumn("day", day)
    late = today.where(last_hour).withColumn("day", sql.col("day") + 1)
    sharded = today.unionByName(late).withColumn("shard", sql.col("thing") % SHARDS)
    schema = pl.Schema({"day": pl.Int64(), **PAIRS})
    found = run_by(sharded, ["trace", "day", "shard"], _paired_on_its_day, schema)
    return merge_bits(found, ["day", "trace", "pair"], ["hours", "minutes"])


def _paired_on_its_day(actions: pl.DataFrame) -> pl.DataFrame:
    day = actions["day"][0]
    met = paired(actions.select(COLUMNS), since=day * DAY_S)
    return met.select(pl.lit(day, dtype=pl.Int64).alias("day"), *PAIRS.names())
