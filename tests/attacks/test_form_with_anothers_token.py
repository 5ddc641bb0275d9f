"""A form with the token of somebody else's session."""

from cautery.access.tokens import form_token
from tests.attacks.site import Site

KIND = "pages of others"


def test_it_does_not_work(site: Site) -> None:
    admin, mallory = site.browser(site.person("admin")), site.browser(site.person("admin"))
    stolen = form_token(mallory.secret)

    assert admin.post("/people/leave", data={"person": "boss", "form_token": stolen}).status_code == 403
