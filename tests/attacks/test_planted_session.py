"""A session that somebody planted before is worth nothing after signing in."""

from tests.attacks.site import Site
from tests.staffed import PASSWORD

KIND = "pages of others"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("reviewer")
    planted = site.stranger(Cookie="cautery_session=planted")
    planted.post("/sign-in", data={"person": victim, "password": PASSWORD})

    assert site.stranger(Cookie="cautery_session=planted").get("/queue").status_code == 303
