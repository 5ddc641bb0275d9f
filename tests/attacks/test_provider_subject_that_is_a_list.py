"""A token whose subject is a list."""

from tests.attacks.provider import came_in
from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    answer = site.by_provider(claims={"sub": ["s1"]})

    assert answer.status_code == 403
    assert not came_in(answer)
