"""A provider names somebody as the system is called."""

from tests.attacks.provider import came_in
from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    for number, name in enumerate(("cautery", "admin", "local:root", "nobody known", "a stranger", "<b>x</b>")):
        answer = site.by_provider(claims={"sub": f"r{number}", "preferred_username": name})

        assert came_in(answer)
    known = {str(person) for (person,) in site.read("SELECT person FROM people")}
    assert not known & {"cautery", "admin", "local:root", "nobody known", "a stranger", "<b>x</b>"}
