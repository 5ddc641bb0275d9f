"""A provider's error holds a script."""

from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    answer = site.stranger().get("/sign-in/provider/back", params={"error": "<script>alert(1)</script>", "state": "x"})

    assert answer.status_code == 403
    assert "alert(1)" not in answer.text
