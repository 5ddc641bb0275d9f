"""Somebody is invited under a name that the log uses for the system."""

from tests.attacks.site import Site

KIND = "one admin is not two people"


def test_it_does_not_work(site: Site) -> None:
    admin = site.browser(site.person("admin"))
    for name in (
        "cautery",
        "admin",
        "local",
        "local-ada",
        "a.d.m.i.n",
        "cautery-worker",
        "local:ada",
        "root",
        "system",
    ):
        page = admin.submit("/people/invite", person=name, roles="reviewer")
        assert page.status_code == 422, name
        assert "/invitation/" not in page.text
