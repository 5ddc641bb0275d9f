"""A way out of the folder of static files."""

from tests.attacks.site import Site

KIND = "the wire"


def test_it_does_not_work(site: Site) -> None:
    status = site.send(b"GET /static/..%2f..%2f..%2f..%2fetc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").split(b" ")[1]

    assert status in (b"404",)
