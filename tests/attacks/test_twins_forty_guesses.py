"""Forty guesses at one name at the same moment, half of them at each process."""

from tests.attacks.site import Site
from tests.attacks.twins import Twins

KIND = "two processes"


def test_it_does_not_work(twins: Twins) -> None:
    victim = twins.one.person("reviewer")

    def tries(site: Site) -> int:
        with site.stranger() as stranger:
            return stranger.post("/sign-in", data={"person": victim, "password": "wrong"}).status_code

    answers = twins.both(tries, times=20)

    assert answers.count(403) <= 5
    assert answers.count(429) >= 35
