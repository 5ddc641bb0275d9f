"""A header of a megabyte."""

from tests.attacks.site import Site

KIND = "the wire"


def test_it_does_not_work(site: Site) -> None:
    status = site.send(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: " + b"a" * 1_000_000 + b"\r\n\r\n").split(b" ")[1]

    assert status in (b"400", b"431")
