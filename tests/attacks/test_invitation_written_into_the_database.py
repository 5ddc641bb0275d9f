"""Whoever writes to the database invites themselves as an admin."""

from cautery.access.tokens import fingerprint
from tests.attacks.site import Site

KIND = "the database alone"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("admin")
    site.write("INSERT INTO links VALUES (?, ?, 'invitation', 9e9, NULL)", fingerprint("forged-link"), victim)
    answer = site.stranger().post("/invitation/forged-link", data={"password": "four lamps at the pier"})
    site.write("DELETE FROM links WHERE fingerprint = ?", fingerprint("forged-link"))

    assert answer.status_code == 404
