"""Groups whose names are nearly those that give a role."""

from tests.attacks.provider import came_in
from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    answer = site.by_provider(claims={"groups": ["Leads", "leads ", "leads\u200b", "leads\x00", "*"]})

    assert answer.status_code == 403
    assert not came_in(answer)
