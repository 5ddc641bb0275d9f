"""Another site makes a browser send one of our forms."""

from tests.attacks.site import Site

KIND = "pages of others"


def test_it_does_not_work(site: Site) -> None:
    browser = site.browser(site.person("admin"))
    for told in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
        browser.headers.update(told)
        assert browser.submit("/people/leave", person="boss").status_code == 403
