"""A provider does not answer, and many people are sent to it."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from tests.attacks.provider import Lies
from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    over = threading.Event()
    site.provider.lies = Lies(stalls=over)
    try:
        with ThreadPoolExecutor(40) as many:
            waiting = [many.submit(lambda: site.stranger().get("/sign-in/provider").status_code) for _ in range(40)]
            time.sleep(1)
            pages = [site.stranger().get("/sign-in").status_code for _ in range(20)]
            still = sum(not one.done() for one in waiting)
            over.set()
    finally:
        site.provider.lies = Lies()

    assert pages == [200] * 20
    assert 0 < still <= 8
