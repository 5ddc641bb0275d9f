"""A real Spark gives the very pairs that one machine gives."""

import os
import shutil
import sys
from collections.abc import Iterator

import polars as pl
import pytest
from pyspark.sql import SparkSession

from bench.planted import BEGIN_S, DAY_S, Plan, Planted, joined
from cautery.pipeline.detection.networks_on_spark import pairs_on_spark
from cautery.suspicion.networks.days import pairs_of


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """Start Spark on this machine, on loopback only."""
    assert shutil.which("java"), "Spark needs Java 17; on Debian: apt-get install openjdk-17-jre-headless"
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.memory", "1g")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    yield session
    session.stop()


def three_days() -> pl.DataFrame:
    plan = Plan(accounts=3_000, actions=60_000, days=3, sizes=(20,), participations=(0.3,), each=1)
    actions = joined(list(Planted(plan, seed=3).days()))
    return pl.DataFrame(
        {"number": actions.account, "thing": actions.thing, "at": actions.at, "source": actions.source}
    ).with_columns(trace=pl.when(pl.col("thing") % 3 == 0).then(pl.lit("link")).otherwise(pl.lit("repost")))


def here(actions: pl.DataFrame) -> list[tuple[object, ...]]:
    found = []
    for day in range(3):
        since = BEGIN_S + day * DAY_S
        today = actions.filter(pl.col("at").is_between(since, since + DAY_S - 1))
        met = pairs_of(today, actions.filter(pl.col("at") < since), since=since)
        found += [(since // DAY_S, *row) for row in met.iter_rows()]
    return sorted(found)


def test_local_and_spark_give_equal_pairs(spark: SparkSession) -> None:
    actions = three_days()
    frame = spark.createDataFrame(actions.to_arrow(compat_level=pl.CompatLevel.oldest()))
    found = (
        pairs_on_spark(frame).where(f"day < {BEGIN_S // DAY_S + 3}").select("day", "trace", "pair", "hours", "minutes")
    )
    there = sorted(tuple(row) for row in found.collect())

    assert len(there) > 1000
    assert there == here(actions)
