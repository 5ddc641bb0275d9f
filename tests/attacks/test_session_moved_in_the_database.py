"""Whoever writes to the database moves their own session to somebody else."""

from tests.attacks.site import Site

KIND = "the database alone"


def test_it_does_not_work(site: Site) -> None:
    mallory, victim = site.person("triage"), site.person("admin")
    browser = site.browser(mallory)
    site.write("UPDATE sessions SET person = ? WHERE person = ?", victim, mallory)
    answer = browser.get("/people")
    site.write("DELETE FROM sessions WHERE person = ?", victim)

    assert answer.status_code == 303
