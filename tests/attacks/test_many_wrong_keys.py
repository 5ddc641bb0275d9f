"""Two hundred keys that somebody guesses: each costs a look, and no more."""

from tests.attacks.site import Site

KIND = "the key before the work"


def test_it_does_not_work(site: Site) -> None:
    stranger, before = site.stranger(), site.cpu_s()
    answers = {
        stranger.get("/v1/cases", headers={"Authorization": f"Bearer cautery_{n}"}).status_code for n in range(200)
    }

    assert answers == {401}
    assert site.cpu_s() - before < 10
