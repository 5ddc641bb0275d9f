"""Whoever writes to the database gives themselves an admin's session."""

import time

from cautery.access.tokens import fingerprint
from tests.attacks.site import Site

KIND = "the database alone"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("admin")
    now = time.time()
    site.write(
        "INSERT INTO sessions VALUES (?, ?, ?, ?, 'password', ?)", fingerprint("forged"), victim, now, now, "0" * 64
    )
    answer = site.stranger(Cookie="cautery_session=forged").get("/people")
    told = [finding for finding in site.findings() if "'sessions' by another hand" in finding]
    site.write("DELETE FROM sessions WHERE fingerprint = ?", fingerprint("forged"))

    assert answer.status_code == 303
    assert told
