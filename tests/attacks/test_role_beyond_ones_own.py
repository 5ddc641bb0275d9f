"""Somebody who may only look does what needs a role, by knowing the address."""

from tests.attacks.site import Site

KIND = "pages of others"


def test_it_does_not_work(site: Site) -> None:
    auditor = site.browser(site.person("auditor"))
    for path in ("/people/invite", "/people/leave", "/people/sessions", "/people/confirm", "/hooks"):
        assert auditor.submit(path, person="boss", roles="admin").status_code == 403
