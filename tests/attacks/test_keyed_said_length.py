"""A program says that it will send a terabyte: refused before the first byte."""

from tests.attacks.site import Site

KIND = "the key before the work"


def test_it_does_not_work(site: Site) -> None:
    secret = site.secret_key(site.person("reviewer"), "reviewer")
    said = site.send(
        b"POST /v1/check HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
        + secret.encode()
        + b"\r\nContent-Type: application/json\r\nContent-Length: 1000000000000\r\n\r\n"
    )

    assert b" 413 " in said.split(b"\r\n")[0]
