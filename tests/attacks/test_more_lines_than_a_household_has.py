"""Three hundred lines from one address: the last ones are not held."""

import time

from tests.attacks.site import Site
from tests.attacks.slow import ended

KIND = "slow and many"


def test_it_does_not_work(site: Site) -> None:
    lines = [site.line("127.0.0.34") for _ in range(300)]
    time.sleep(1)
    held = sum(not ended(line, within_s=0.05) for line in lines)
    for line in lines:
        line.close()

    assert held <= 200
