"""A folder that came from a stranger holds a link to a file of ours."""

from tests.attacks.told import Told

KIND = "files of strangers"


def test_it_does_not_work(told: Told) -> None:
    folder = told.out / "unpacked"
    folder.mkdir()
    secret = told.out / "secret.ndjson"
    secret.write_text('{"secret": "do not read this"}\n')
    (folder / "events.ndjson").symlink_to(secret)
    (folder / "up").symlink_to("..")
    said = told.run("ingest", str(folder))
    kept = b"".join(path.read_bytes() for path in told.home.rglob("*") if path.is_file())

    assert "no events" in said
    assert b"do not read this" not in kept
