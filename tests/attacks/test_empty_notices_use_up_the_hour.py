"""Twenty-five empty notices come first: the real one after them is taken."""

from tests.attacks.site import NOTICE, Site

KIND = "public forms"


def test_it_does_not_work(site: Site) -> None:
    stranger = site.stranger()
    for _ in range(25):
        assert stranger.post("/notice", data={}).status_code == 422

    assert stranger.post("/notice", data=NOTICE).status_code == 303
