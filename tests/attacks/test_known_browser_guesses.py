"""Whoever stole a known browser guesses no faster in it than anybody else."""

from tests.attacks.site import Site
from tests.staffed import PASSWORD

KIND = "throttling"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("reviewer")
    stolen = site.stranger()
    stolen.post("/sign-in", data={"person": victim, "password": PASSWORD})
    answers = [stolen.post("/sign-in", data={"person": victim, "password": "wrong"}).status_code for _ in range(8)]

    assert answers.count(403) <= 5
