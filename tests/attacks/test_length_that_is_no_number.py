"""A length that is no number, negative, or said twice."""

from tests.attacks.site import Site

KIND = "the key before the work"


def test_it_does_not_work(site: Site) -> None:
    head = b"POST /notice HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    for said in (b"Content-Length: -5", b"Content-Length: 1e9", b"Content-Length: 5\r\nContent-Length: 6"):
        assert site.send(head + said + b"\r\n\r\nhello").split(b" ")[1] in (b"400", b"413")
