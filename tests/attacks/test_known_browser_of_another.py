"""A mark of a known browser, for another name than its own: it counts for nothing."""

from tests.attacks.site import Site
from tests.staffed import PASSWORD

KIND = "throttling"


def test_it_does_not_work(site: Site) -> None:
    victim, other = site.person("reviewer"), site.person("reviewer")
    thief = site.stranger()
    thief.post("/sign-in", data={"person": other, "password": PASSWORD})
    for _ in range(5):
        thief.post("/sign-in", data={"person": victim, "password": "wrong"})

    assert thief.post("/sign-in", data={"person": victim, "password": PASSWORD}).status_code == 429
