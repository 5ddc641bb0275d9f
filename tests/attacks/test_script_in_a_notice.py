"""A notice whose text is a script is shown as text to whoever works."""

from tests.attacks.site import NOTICE, Site

KIND = "public forms"


def test_it_does_not_work(site: Site) -> None:
    site.stranger().post("/notice", data=NOTICE | {"text": "<script>alert(1)</script><img src=x onerror=alert(1)>"})
    page = site.browser(site.person("reviewer")).get("/notices").text

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page
