"""A small archive holds two million lines that are no events."""

import gzip

from tests.attacks.told import Told

KIND = "bombs in files"


def test_it_does_not_work(told: Told) -> None:
    bomb = told.out / "bad.ndjson.gz"
    bomb.write_bytes(gzip.compress(b'{"type": "x"}\n' * 2_000_000))
    said = told.run("ingest", str(bomb), "--format", "canonical")

    assert "stops here" in said
    assert told.cpu_s < 60
