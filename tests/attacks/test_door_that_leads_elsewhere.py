"""The door is asked to lead somebody to another site."""

from tests.attacks.site import Site
from tests.staffed import PASSWORD

KIND = "pages of others"


def test_it_does_not_work(site: Site) -> None:
    victim = site.person("reviewer")
    for to in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\t/evil.example"):
        answer = site.stranger().post("/sign-in", data={"person": victim, "password": PASSWORD, "to": to})
        assert answer.headers["location"] == "/queue", to
