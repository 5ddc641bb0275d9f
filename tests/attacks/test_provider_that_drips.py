"""A provider answers a byte at a time, without end."""

from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    answer = site.by_provider(drips=True)

    assert answer.status_code == 403
    assert "too long" in answer.text
