"""A browser's session is used at the API, where no form proves its origin."""

from tests.attacks.site import Site

KIND = "pages of others"


def test_it_does_not_work(site: Site) -> None:
    assert site.browser(site.person("admin")).get("/v1/hooks").status_code == 401
