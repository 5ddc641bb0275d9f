"""A provider has us post to an address inside of the network."""

from tests.attacks.provider import came_in
from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    answer = site.by_provider(document={"token_endpoint": f"http://127.0.0.1:{site.port}/notice"})

    assert answer.status_code == 403
    assert not came_in(answer)
