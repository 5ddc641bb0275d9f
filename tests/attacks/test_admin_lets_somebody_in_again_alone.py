"""One of two admins invites a colleague again, to become them: no link is given."""

from tests.attacks.site import Site

KIND = "one admin is not two people"


def test_it_does_not_work(site: Site) -> None:
    admin = site.browser(site.person("admin"))
    victim = site.person("senior")
    page = admin.submit("/people/invite", person=victim, roles="senior")

    assert "/invitation/" not in page.text
    assert victim in site.browser(site.person("admin")).get("/people").text
