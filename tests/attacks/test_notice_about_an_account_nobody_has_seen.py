"""A stranger names an account that nobody has seen: no case is opened by it."""

from tests.attacks.site import NOTICE, Site

KIND = "public forms"


def test_it_does_not_work(site: Site) -> None:
    before = site.read("SELECT count(*) FROM cases")
    answer = site.stranger().post("/notice", data=NOTICE | {"account": "never seen"})

    assert answer.status_code == 303
    assert site.read("SELECT count(*) FROM cases") == before
    assert "Open a case" in site.browser(site.person("reviewer")).get("/notices").text
