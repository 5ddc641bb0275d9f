"""A script on a page reads the session, or another site sends it along."""

from tests.attacks.site import Site
from tests.staffed import PASSWORD

KIND = "pages of others"


def test_it_does_not_work(site: Site) -> None:
    answer = site.stranger().post("/sign-in", data={"person": site.person("reviewer"), "password": PASSWORD})
    session = next(one for one in answer.headers.get_list("set-cookie") if one.startswith("cautery_session"))

    assert "HttpOnly" in session
    assert "samesite=lax" in session.lower()
