"""A provider names somebody by the unverified address of an admin."""

from tests.attacks.provider import came_in
from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    answer = site.by_provider(
        claims={"sub": "s9", "email": "boss@harbour.example", "email_verified": False, "groups": ["leads"]}
    )

    assert answer.status_code == 403
    assert not came_in(answer)
    assert "somebody else is called so here" in answer.text
