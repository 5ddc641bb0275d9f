"""A token that another provider signed with this one's key."""

from tests.attacks.provider import came_in
from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    answer = site.by_provider(claims={"iss": "https://sso.evil.example"})

    assert answer.status_code == 403
    assert not came_in(answer)
