"""A page is shown in a frame, kept by a cache, or loads something from elsewhere."""

from tests.attacks.site import Site

KIND = "pages of others"


def test_it_does_not_work(site: Site) -> None:
    for path in ("/sign-in", "/notice", "/queue"):
        told = site.browser(site.person("reviewer")).get(path).headers
        assert "frame-ancestors 'none'" in told["content-security-policy"]
        assert "unsafe" not in told["content-security-policy"]
        assert told["x-content-type-options"] == "nosniff"
        assert told["cache-control"] == "no-store"
