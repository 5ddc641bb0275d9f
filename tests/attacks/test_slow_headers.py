"""Headers that never end: cut within twenty seconds."""

import time

from tests.attacks.site import Site
from tests.attacks.slow import drips

KIND = "slow and many"


def test_it_does_not_work(site: Site) -> None:
    lines = [site.line("127.0.0.32") for _ in range(50)]
    over = time.monotonic() + 20
    for line in lines:
        line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ")
    while time.monotonic() < over and lines:
        time.sleep(1)
        lines = [line for line in lines if drips(line)]

    assert lines == []
