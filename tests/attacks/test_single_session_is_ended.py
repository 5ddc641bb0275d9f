"""Somebody sees a session that is not theirs, and ends it alone."""

from cautery.access.tokens import fingerprint
from tests.attacks.site import Site

KIND = "ending access"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("reviewer")
    own, thief = site.browser(victim), site.browser(victim)
    own.submit("/you/session/end", session=fingerprint(thief.secret))

    assert thief.get("/queue").status_code == 303
    assert own.get("/queue").status_code == 200
