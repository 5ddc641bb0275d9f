"""An admin sees somebody's key and ends it alone; it opens nothing, and the other one goes on."""

from cautery.access.tokens import fingerprint
from tests.attacks.site import Site

KIND = "ending access"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("reviewer")
    bad, good = site.secret_key(victim, "reviewer"), site.secret_key(victim, "reviewer")
    admin = site.browser(site.person("admin"))
    name = fingerprint(bad)[:12]
    assert name in admin.get("/people").text
    admin.submit("/people/keys/end", person=victim, key=name)

    assert site.stranger(Authorization=f"Bearer {bad}").get("/v1/cases").status_code == 401
    assert site.stranger(Authorization=f"Bearer {good}").get("/v1/cases").status_code == 200
