"""A bad line that holds an address and a mail address is kept as it came."""

from tests.attacks.told import Told

KIND = "secrets in clear"


def test_it_does_not_work(told: Told) -> None:
    bad = told.out / "bad.ndjson"
    bad.write_text('{"id": "x", "ip": "203.0.113.77", "email": "eve@harbour.example", oops\n' * 3)
    told.run("ingest", str(bad), "--format", "canonical")
    kept = b"".join(path.read_bytes() for path in told.home.rglob("*") if path.is_file())

    assert b"203.0.113.77" not in kept
    assert b"eve@harbour.example" not in kept
