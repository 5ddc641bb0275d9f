"""TRACE, which would give cookies back."""

from tests.attacks.site import Site

KIND = "the wire"


def test_it_does_not_work(site: Site) -> None:
    status = site.send(b"TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: a=b\r\n\r\n").split(b" ")[1]

    assert status in (b"400", b"404", b"405")
