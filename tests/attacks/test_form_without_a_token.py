"""A form that is from no page of ours."""

from tests.attacks.site import Site

KIND = "pages of others"


def test_it_does_not_work(site: Site) -> None:
    browser = site.browser(site.person("admin"))

    assert browser.post("/people/leave", data={"person": "boss"}).status_code == 403
