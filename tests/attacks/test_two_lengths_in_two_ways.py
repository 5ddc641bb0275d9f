"""A length and chunks together, as smuggling needs them."""

from tests.attacks.site import FORM, Site

KIND = "the wire"


def test_it_does_not_work(site: Site) -> None:
    status = site.send(
        FORM
        + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /people HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        b"\r\n"
    ).split(b" ")[1]

    assert status in (b"400", b"422", b"411", b"413")
