"""Whoever writes to the database lets a key do more."""

from cautery.pipeline.entrance.staff import make_key
from tests.attacks.site import Site

KIND = "the database alone"


def test_it_does_not_work(site: Site) -> None:
    person = site.person("admin")
    secret = make_key(site.app, person, name="k", scopes=["see_health"], days=1)[1]
    site.write("UPDATE keys SET scopes = 'change_hooks' WHERE person = ?", person)
    answer = site.stranger(Authorization=f"Bearer {secret}").get("/v1/hooks")
    site.write("DELETE FROM keys WHERE person = ?", person)

    assert answer.status_code == 401
