"""An upgrade to a websocket, which nothing here speaks."""

from tests.attacks.site import Site

KIND = "the wire"


def test_it_does_not_work(site: Site) -> None:
    status = site.send(
        b"GET /queue HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n"
    ).split(b" ")[1]

    assert status in (b"303", b"400", b"404")
