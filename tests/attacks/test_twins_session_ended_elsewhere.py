"""A session that was ended at one process is shown at the other."""

from cautery.console.entry import COOKIE
from tests.attacks.twins import Twins

KIND = "two processes"


def test_it_does_not_work(twins: Twins) -> None:
    victim = twins.one.person("reviewer")
    first = twins.one.browser(victim)
    second = twins.other.stranger()
    second.cookies.set(COOKIE, first.secret)
    assert second.get("/queue").status_code == 200
    first.submit("/you/sessions/end")

    assert second.get("/queue").status_code == 303
