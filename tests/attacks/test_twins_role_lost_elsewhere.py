"""A role that was taken at one process is used at the other."""

from tests.attacks.twins import Twins

KIND = "two processes"


def test_it_does_not_work(twins: Twins) -> None:
    victim = twins.one.person("senior")
    second = twins.other.browser(victim)
    assert second.get("/plans").status_code == 200
    twins.one.browser(twins.one.person("admin")).submit("/people/roles", person=victim, roles="triage")

    assert second.get("/quality").status_code == 303
