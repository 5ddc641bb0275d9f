"""Sixty tries at the setup link: no password is hashed for any of them."""

from tests.attacks.site import Site

KIND = "cheap before expensive"


def test_it_does_not_work(site: Site) -> None:
    stranger, before = site.stranger(), site.cpu_s()
    with site.growing() as growth:
        answers = {
            stranger.post(
                "/setup/anything", data={"person": "mallory", "password": "four lamps at the pier"}
            ).status_code
            for _ in range(60)
        }

    assert answers == {404}
    assert site.cpu_s() - before < 5
    assert growth.mb < 20
