"""A proxy's header names another host."""

from tests.attacks.site import Site

KIND = "the wire"


def test_it_does_not_work(site: Site) -> None:
    status = site.send(b"GET /sign-in HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: 127.0.0.1\r\n\r\n").split(
        b" "
    )[1]

    assert status in (b"400",)
