"""A webhook to an address with a password in it, of another scheme, or in clear."""

from tests.attacks.site import Site

KIND = "addresses"


def test_it_does_not_work(site: Site) -> None:
    admin = site.program("admin")
    for url in (
        "http://queue.forum.example",
        "javascript:alert(1)",
        "https://u:p@queue.forum.example",
        "ftp://a.example",
        "https://",
    ):
        assert admin.post("/v1/hooks", json={"url": url, "kinds": ["case.opened"]}).status_code == 422
