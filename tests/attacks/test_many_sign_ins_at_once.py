"""Forty strangers from forty places sign in at once: two are computed for, some wait, the others come again."""

from concurrent.futures import ThreadPoolExecutor

from tests.attacks.site import Site

KIND = "cheap before expensive"


def test_it_does_not_work(site: Site) -> None:
    def tries(number: int) -> int:
        with site.stranger() as stranger:
            return stranger.post("/sign-in", data={"person": f"nobody{number}", "password": "wrong"}).status_code

    with site.growing() as growth, ThreadPoolExecutor(40) as strangers:
        answers = set(strangers.map(tries, range(40)))

    assert answers <= {403, 429}
    assert growth.mb < 64
