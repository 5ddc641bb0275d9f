"""The answer of a provider is brought a second time."""

from tests.attacks.provider import came_in
from tests.attacks.site import Site

KIND = "hostile provider"


def test_it_does_not_work(site: Site) -> None:
    browser = site.stranger()
    first = site.by_provider(browser)
    again = browser.get(str(first.request.url))

    assert came_in(first)
    assert again.status_code == 403
    assert not came_in(again)
