"""An admin sends the others away, to be the only one, and then acts alone."""

from tests.attacks.site import Site

KIND = "one admin is not two people"


def test_it_does_not_work(site: Site) -> None:
    name, other = site.person("admin"), site.person("admin")
    admin = site.browser(name)
    admin.submit("/people/leave", person=other)
    admin.submit("/people/roles", person=name, roles=["admin", "senior"])

    assert site.read("SELECT roles FROM people WHERE person = ? ORDER BY seq DESC LIMIT 1", name) == [("admin",)]
