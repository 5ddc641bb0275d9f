"""Forty guesses at one name at the same moment, from forty places: five are looked at."""

from concurrent.futures import ThreadPoolExecutor

from tests.attacks.site import Site

KIND = "throttling"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("reviewer")

    def tries(number: int) -> int:
        with site.stranger() as stranger:
            return stranger.post("/sign-in", data={"person": victim, "password": f"wrong {number}"}).status_code

    with ThreadPoolExecutor(40) as guessers:
        answers = list(guessers.map(tries, range(40)))

    assert answers.count(403) <= 5
    assert answers.count(429) >= 35
