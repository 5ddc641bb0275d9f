"""Whoever found an open browser guesses at its owner's password there."""

from tests.attacks.site import Site

KIND = "throttling"


def test_it_does_not_work(site: Site) -> None:
    browser = site.browser(site.person("reviewer"))
    said = [browser.submit("/you/password", old=f"wrong {n}", new="five lamps at the pier").text for n in range(8)]

    assert sum("not your password" in page for page in said) <= 5
    assert "Too many failures" in said[-1]
