"""A provider names a page that anybody on the way can change."""

from tests.attacks.provider import came_in
from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    answer = site.by_provider(document={"token_endpoint": "http://sso.harbour.example/token"})

    assert answer.status_code == 403
    assert not came_in(answer)
