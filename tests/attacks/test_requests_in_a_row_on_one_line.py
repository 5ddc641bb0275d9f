"""Three hundred requests at once on one line, without waiting for an answer."""

from tests.attacks.site import Site

KIND = "slow and many"


def test_it_does_not_work(site: Site) -> None:
    said = site.send(b"GET /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 300)

    assert said.count(b"HTTP/1.1 ") <= 300
