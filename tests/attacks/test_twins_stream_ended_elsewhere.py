"""Somebody is removed at one process, and listens at the other."""

import time

from tests.attacks.twins import Twins

KIND = "two processes"


def test_it_does_not_work(twins: Twins) -> None:
    victim = twins.one.person("reviewer")
    with twins.other.browser(victim).stream("GET", "/queue/stream", timeout=90) as stream:
        lines = stream.iter_raw()
        next(lines)
        twins.one.browser(twins.one.person("admin")).submit("/people/leave", person=victim)
        began = time.monotonic()
        for _ in lines:
            pass

    assert time.monotonic() - began < 60
