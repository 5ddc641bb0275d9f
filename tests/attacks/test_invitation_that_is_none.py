"""Sixty tries at an invitation: no password is hashed for any of them."""

from tests.attacks.site import Site

KIND = "cheap before expensive"


def test_it_does_not_work(site: Site) -> None:
    stranger, before = site.stranger(), site.cpu_s()
    answers = {
        stranger.post("/invitation/anything", data={"password": "four lamps at the pier"}).status_code
        for _ in range(60)
    }

    assert answers == {404}
    assert site.cpu_s() - before < 5
