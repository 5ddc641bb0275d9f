"""Lines on which nothing is said: cut within twenty seconds."""

from tests.attacks.site import Site
from tests.attacks.slow import ended

KIND = "slow and many"


def test_it_does_not_work(site: Site) -> None:
    lines = [site.line("127.0.0.33") for _ in range(50)]
    for line in lines:
        line.settimeout(20)

    assert all(ended(line) for line in lines)
