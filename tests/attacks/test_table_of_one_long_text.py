"""A Parquet file of a kilobyte repeats one long text, twenty thousand times."""

import polars as pl

from tests.attacks.told import Told

KIND = "bombs in files"


def test_it_does_not_work(told: Told) -> None:
    for name, length in (("rows", 2**21), ("sum", 2**19)):
        bomb = told.out / f"{name}.parquet"
        pl.select(id=pl.repeat("x" * length, 20_000, dtype=pl.String)).write_parquet(bomb)
        assert bomb.stat().st_size < 100_000
        said = told.run("ingest", str(bomb))

        assert "more than 500 times its own size" in said
        assert told.peak_mb < 1500
        assert told.cpu_s < 30
