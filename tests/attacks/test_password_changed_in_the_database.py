"""Whoever writes to the database puts the hash of a password of theirs in the place of an admin's."""

from cautery.access.passwords import hash_password
from cautery.model.person import PersonId
from tests.attacks.site import Site

KIND = "the database alone"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("admin")
    [(before,)] = site.read("SELECT hash FROM passwords WHERE person = ?", victim)
    hashed = hash_password("mallory knows this one", person=PersonId("x-mallory"))
    site.write("UPDATE passwords SET hash = ? WHERE person = ?", hashed, victim)
    answer = site.stranger().post("/sign-in", data={"person": victim, "password": "mallory knows this one"})
    told = [finding for finding in site.findings() if "'passwords' by another hand" in finding]
    site.write("UPDATE passwords SET hash = ? WHERE person = ?", before, victim)

    assert answer.status_code == 403
    assert told
