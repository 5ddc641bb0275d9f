"""An admin confirms what they asked for themselves."""

from tests.attacks.site import Site

KIND = "one admin is not two people"


def test_it_does_not_work(site: Site) -> None:
    name = site.person("admin")
    admin = site.browser(name)
    admin.submit("/people/roles", person=name, roles=["admin", "legal"])
    [(request,)] = site.read("SELECT id FROM access_requests WHERE person = ?", name)
    page = admin.submit("/people/confirm", request=request, person=name)

    assert page.status_code == 422
    assert "another admin must confirm" in page.text
