"""Somebody makes a key that may do more than they may."""

from tests.attacks.site import Site

KIND = "pages of others"


def test_it_does_not_work(site: Site) -> None:
    page = site.browser(site.person("reviewer")).submit("/you/keys", name="more", scopes=["change_people"], days="9")

    assert page.status_code == 422
