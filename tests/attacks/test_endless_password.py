"""A password of sixty thousand letters is not hashed."""

from tests.attacks.site import Site

KIND = "cheap before expensive"


def test_it_does_not_work(site: Site) -> None:
    assert site.stranger().post("/sign-in", data={"person": "boss", "password": "a" * 60_000}).status_code == 422
