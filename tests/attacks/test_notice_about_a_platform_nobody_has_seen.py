"""A stranger names a platform that is not here."""

from tests.attacks.site import NOTICE, Site

KIND = "public forms"


def test_it_does_not_work(site: Site) -> None:
    before = site.read("SELECT count(*) FROM cases")
    site.stranger().post("/notice", data=NOTICE | {"platform": "nowhere"})

    assert site.read("SELECT count(*) FROM cases WHERE platform = 'nowhere'") == [(0,)]
    assert site.read("SELECT count(*) FROM cases") == before
