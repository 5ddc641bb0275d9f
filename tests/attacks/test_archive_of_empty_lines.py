"""Twenty kilobytes of gzip hold twenty megabytes of line ends; three hundred, three hundred."""

import gzip

from tests.attacks.told import Told

KIND = "bombs in files"


def test_it_does_not_work(told: Told) -> None:
    bomb = told.out / "empty.ndjson.gz"
    bomb.write_bytes(gzip.compress(b"\n" * 300_000_000, 1))
    said = told.run("ingest", str(bomb))

    assert "empty lines" in said
    assert told.cpu_s < 20
