"""Somebody whose group gives nothing any more comes again by the provider."""

from tests.attacks.provider import came_in
from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    claims = {"sub": "leaver", "preferred_username": "leaver"}
    browser = site.stranger()
    assert came_in(site.by_provider(browser, claims=claims))
    assert browser.get("/you").status_code == 200
    answer = site.by_provider(claims=claims | {"groups": []})

    assert answer.status_code == 403
    assert browser.get("/you").status_code == 303
