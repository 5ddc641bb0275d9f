"""A program with a key sends a megabyte to a route that takes 64 KiB."""

from tests.attacks.site import Site

KIND = "the key before the work"


def test_it_does_not_work(site: Site) -> None:
    answer = site.program("reviewer").post("/v1/notices", content=b'{"text": "' + b"a" * 1_000_000 + b'"}')

    assert answer.status_code == 413
