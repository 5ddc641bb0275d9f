"""After a stranger guessed, the log says that a stranger tried, and not that the victim did."""

from tests.attacks.site import Site

KIND = "throttling"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("reviewer")
    site.stranger().post("/sign-in", data={"person": victim, "password": "wrong"})
    entries = site.browser(site.person("auditor")).get("/audit").text

    assert "a stranger" in entries
