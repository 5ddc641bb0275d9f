"""What two admins did is told to every admin."""

from tests.attacks.site import Site

KIND = "one admin is not two people"


def test_it_does_not_work(site: Site) -> None:
    name = site.person("admin")
    victim = site.person("reviewer")
    site.browser(name).submit("/people/invite", person=victim, roles="reviewer")
    [(request,)] = site.read("SELECT id FROM access_requests WHERE person = ?", victim)
    page = site.browser(site.person("admin")).submit("/people/confirm", request=request, person=victim)

    assert "/invitation/" in page.text
    assert f"<bdi>{victim}</bdi>: let in again" in site.browser(site.person("admin")).get("/people").text
