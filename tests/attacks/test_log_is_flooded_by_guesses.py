"""Twenty guesses leave one entry in the log, and not twenty."""

from tests.attacks.site import Site

KIND = "throttling"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("reviewer")
    for _ in range(20):
        site.stranger().post("/sign-in", data={"person": victim, "password": "wrong"})

    assert site.read("SELECT count(*) FROM admissions WHERE person = ? AND event = 'refused'", victim) == [(1,)]
