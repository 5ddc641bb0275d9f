"""Whoever asks first whether to send 100 MB is refused before."""

from tests.attacks.site import Site

KIND = "the wire"


def test_it_does_not_work(site: Site) -> None:
    status = site.send(
        b"POST /v1/check HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\nContent-Length: 100000000\r\n\r\n"
    ).split(b" ")[1]

    assert status in (b"401",)
