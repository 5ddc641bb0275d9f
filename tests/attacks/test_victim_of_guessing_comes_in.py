"""Somebody guesses at a name until it must wait; its owner comes in all the same, in the browser that they use."""

from cautery.console.entry import COOKIE
from tests.attacks.site import Site
from tests.staffed import PASSWORD

KIND = "throttling"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("reviewer")
    own = site.stranger()
    own.post("/sign-in", data={"person": victim, "password": PASSWORD})
    own.cookies.delete(COOKIE)
    for _ in range(7):
        site.stranger().post("/sign-in", data={"person": victim, "password": "wrong"})
    assert site.stranger().post("/sign-in", data={"person": victim, "password": PASSWORD}).status_code == 429

    assert own.post("/sign-in", data={"person": victim, "password": PASSWORD}).status_code == 303
