"""Somebody ends all of their sessions; the thief's key goes on."""

from tests.attacks.site import Site

KIND = "ending access"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("reviewer")
    key = site.secret_key(victim, "reviewer")
    site.browser(victim).submit("/you/sessions/end")

    assert site.stranger(Authorization=f"Bearer {key}").get("/v1/cases").status_code == 401
