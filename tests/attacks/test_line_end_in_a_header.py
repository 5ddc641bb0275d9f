"""A line end smuggled into a header of the answer."""

from tests.attacks.site import Site

KIND = "the wire"


def test_it_does_not_work(site: Site) -> None:
    status = site.send(b"GET /sign-in?to=%2fa%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").split(b" ")[
        1
    ]

    assert status in (b"200",)
