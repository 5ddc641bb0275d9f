"""A hundred and fifty bodies that come a byte at a time: cut within twenty seconds."""

import time

from tests.attacks.site import FORM, Site
from tests.attacks.slow import drips

KIND = "slow and many"


def test_it_does_not_work(site: Site) -> None:
    head = FORM + b"Content-Length: 60000\r\n\r\nt"
    lines = [site.line("127.0.0.31") for _ in range(150)]
    for line in lines:
        line.sendall(head)
    over = time.monotonic() + 20
    while time.monotonic() < over and lines:
        time.sleep(1)
        lines = [line for line in lines if drips(line)]

    assert lines == []
