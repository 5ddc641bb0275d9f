"""Marks of known browsers that somebody made up: guessing goes no faster."""

import time

from tests.attacks.site import Site

KIND = "throttling"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("reviewer")
    answers = []
    for number in range(8):
        forged = f"{victim}!{int(time.time())}!{number}!{'0' * 64}"
        stranger = site.stranger(Cookie=f"cautery_known={forged}")
        answers.append(stranger.post("/sign-in", data={"person": victim, "password": "wrong"}).status_code)

    assert answers.count(403) <= 5
