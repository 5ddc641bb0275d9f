"""A provider's keys are redirected to an address inside."""

from tests.attacks.provider import came_in
from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    answer = site.by_provider(onward={"/keys": f"http://127.0.0.1:{site.port}/sign-in"})

    assert answer.status_code == 403
    assert not came_in(answer)
