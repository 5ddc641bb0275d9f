"""A key, a session, a setup link and a password, looked for in the database."""

from cautery.pipeline.entrance.staff import invite
from tests.attacks.site import Site
from tests.staffed import PASSWORD

KIND = "secrets in clear"


def test_it_does_not_work(site: Site) -> None:
    person = site.person("reviewer")
    secrets = [site.secret_key(person, "reviewer"), site.browser(person).secret, invite(site.app, person, ["reviewer"])]
    kept = site.dump()

    assert [secret for secret in secrets if secret.encode() in kept] == []
    assert PASSWORD.encode() not in kept
