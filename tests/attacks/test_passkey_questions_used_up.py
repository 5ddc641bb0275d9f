"""Somebody at the same address asks for a passkey a hundred times: the next one is asked all the same."""

from tests.attacks.site import Site

KIND = "throttling"


def test_it_does_not_work(site: Site) -> None:
    address = site.address()
    stranger = site.stranger(address)
    answers = {stranger.post("/passkey/question").status_code for _ in range(100)}

    assert answers == {200}
