"""One of two admins invites somebody who does not exist, as one who may approve."""

from tests.attacks.site import Site

KIND = "one admin is not two people"


def test_it_does_not_work(site: Site) -> None:
    page = site.browser(site.person("admin")).submit("/people/invite", person=f"sock{site.port}", roles="senior")

    assert "/invitation/" not in page.text
