"""Somebody ends the session of somebody else by naming it."""

from cautery.access.tokens import fingerprint
from tests.attacks.site import Site

KIND = "ending access"


def test_it_does_not_work(site: Site) -> None:
    victim, mallory = site.browser(site.person("reviewer")), site.browser(site.person("reviewer"))

    assert mallory.submit("/you/session/end", session=fingerprint(victim.secret)).status_code == 404
    assert victim.get("/queue").status_code == 200
