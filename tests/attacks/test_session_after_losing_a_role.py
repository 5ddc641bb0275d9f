"""Somebody who lost a role goes on with what they had open."""

from tests.attacks.site import Site

KIND = "ending access"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("reviewer", "triage")
    open_browser, key = site.browser(victim), site.secret_key(victim, "reviewer")
    site.browser(site.person("admin")).submit("/people/roles", person=victim, roles="triage")

    assert open_browser.get("/queue").status_code == 303
    assert site.stranger(Authorization=f"Bearer {key}").get("/v1/cases").status_code == 401
