"""A small archive holds two million lines that are no events, or two hundred long ones."""

import gzip

from tests.attacks.told import Told

KIND = "bombs in files"


def test_it_does_not_work(told: Told) -> None:
    for name, lines in (
        ("short", b'{"type": "x"}\n' * 2_000_000),
        ("long", (b"{" + b"a" * (2**20 - 9) + b"\n") * 200),
    ):
        bomb = told.out / f"{name}.ndjson.gz"
        bomb.write_bytes(gzip.compress(lines))
        said = told.run("ingest", str(bomb), "--format", "canonical")

        assert "stops here" in said
        assert told.cpu_s < 90
