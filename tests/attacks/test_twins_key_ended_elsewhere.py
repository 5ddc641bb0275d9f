"""A key that was ended at one process is shown at the other."""

from tests.attacks.twins import Twins

KIND = "two processes"


def test_it_does_not_work(twins: Twins) -> None:
    victim = twins.one.person("reviewer")
    secret = twins.one.secret_key(victim, "reviewer")
    program = twins.other.stranger(Authorization=f"Bearer {secret}")
    assert program.get("/v1/cases").status_code == 200
    admin = twins.one.browser(twins.one.person("admin"))
    admin.submit("/people/sessions", person=victim)

    assert program.get("/v1/cases").status_code == 401
