"""Somebody who was removed goes on listening to what is told: cut within a minute."""

import time

from cautery.pipeline.entrance.staff import deactivate
from tests.attacks.site import Site

KIND = "ending access"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("reviewer")
    with site.browser(victim).stream("GET", "/queue/stream", timeout=90) as stream:
        lines = stream.iter_raw()
        next(lines)
        deactivate(site.app, victim)
        began = time.monotonic()
        for _ in lines:
            pass

    assert time.monotonic() - began < 60
