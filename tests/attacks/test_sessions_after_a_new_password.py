"""Somebody changes their password; the thief's session goes on."""

from tests.attacks.site import Site
from tests.staffed import PASSWORD

KIND = "ending access"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("reviewer")
    own, thief = site.browser(victim), site.browser(victim)
    assert own.submit("/you/password", old=PASSWORD, new="five lamps at the pier").status_code == 303

    assert own.get("/queue").status_code == 200
    assert thief.get("/queue").status_code == 303
