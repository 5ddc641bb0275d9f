"""What a provider tells of itself is redirected to another host."""

from tests.attacks.provider import came_in
from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    answer = site.by_provider(onward={"/.well-known/openid-configuration": f"http://localhost:{site.port}/sign-in"})

    assert answer.status_code == 403
    assert not came_in(answer)
