"""Somebody who was sent away goes on in the browser that was open."""

from tests.attacks.site import Site

KIND = "ending access"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("reviewer")
    open_browser = site.browser(victim)
    site.browser(site.person("admin")).submit("/people/leave", person=victim)

    assert open_browser.get("/queue").status_code == 303
