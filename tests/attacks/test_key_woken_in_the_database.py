"""Whoever writes to the database wakes a key that was ended, or makes it last longer."""

from cautery.pipeline.entrance.staff import cut_off
from tests.attacks.site import Site

KIND = "the database alone"


def test_it_does_not_work(site: Site) -> None:
    person = site.person("reviewer")
    secret = site.secret_key(person, "reviewer")
    cut_off(site.app, person)
    site.write("UPDATE keys SET revoked = 0 WHERE person = ?", person)
    answer = site.stranger(Authorization=f"Bearer {secret}").get("/v1/cases")
    told = [finding for finding in site.findings() if "'keys' by another hand" in finding]
    site.write("DELETE FROM keys WHERE person = ?", person)

    assert answer.status_code == 401
    assert told
