"""A program's key is used as a session."""

from tests.attacks.site import Site

KIND = "pages of others"


def test_it_does_not_work(site: Site) -> None:
    key = site.secret_key(site.person("admin"), "admin")

    assert site.stranger(Cookie=f"cautery_session={key}").get("/people").status_code == 303
