"""A key goes on after an admin ended its owner's sessions."""

from tests.attacks.site import Site

KIND = "ending access"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("reviewer")
    key = site.secret_key(victim, "reviewer")
    site.browser(site.person("admin")).submit("/people/sessions", person=victim)

    assert site.stranger(Authorization=f"Bearer {key}").get("/v1/cases").status_code == 401
