"""A program of the machine's owner connects where files are handed in, and says nothing, or nonsense."""

import socket

from tests.attacks.site import Site

KIND = "slow and many"


def test_it_does_not_work(site: Site) -> None:
    lines = [
        _says(site, said) for said in (b"", b"oops\n", b"[" * 100_000 + b"\n", b'{"paths": 7}\n', b'{"paths": ["/"')
    ]
    file = site.home.parent / "more.ndjson"
    file.write_text('{"type": "oops"}\n')
    done = site.command("ingest", str(file), "--format", "canonical")
    for line in lines:
        line.close()

    assert (site.home / "ingest.sock").stat().st_mode & 0o077 == 0
    assert '"rejected":1' in done.stdout


def _says(site: Site, said: bytes) -> socket.socket:
    line = socket.socket(socket.AF_UNIX)
    line.connect(str(site.home / "ingest.sock"))
    line.sendall(said)
    return line
