"""The page that tells more of somebody tells of another."""

from tests.attacks.provider import came_in
from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    answer = site.by_provider(claims={"groups": None}, answers={"/me": b'{"sub": "s2", "groups": ["leads"]}'})

    assert answer.status_code == 403
    assert not came_in(answer)
