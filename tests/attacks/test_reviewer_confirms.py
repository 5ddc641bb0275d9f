"""Somebody who is no admin confirms a change of access."""

from tests.attacks.site import Site

KIND = "one admin is not two people"


def test_it_does_not_work(site: Site) -> None:
    name = site.person("admin")
    site.browser(name).submit("/people/roles", person=name, roles=["admin", "legal"])
    [(request,)] = site.read("SELECT id FROM access_requests WHERE person = ?", name)

    assert site.browser(site.person("senior")).submit("/people/confirm", request=request).status_code == 403
