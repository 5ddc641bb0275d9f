"""One of two admins gives themselves the roles that approve."""

from tests.attacks.site import Site

KIND = "one admin is not two people"


def test_it_does_not_work(site: Site) -> None:
    name = site.person("admin")
    site.browser(name).submit("/people/roles", person=name, roles=["admin", "senior", "legal"])

    assert site.read("SELECT roles FROM people WHERE person = ? ORDER BY seq DESC LIMIT 1", name) == [("admin",)]
