"""The password is changed at one process, and the old one is used at the other."""

from tests.attacks.twins import Twins
from tests.staffed import PASSWORD

KIND = "two processes"


def test_it_does_not_work(twins: Twins) -> None:
    victim = twins.one.person("reviewer")
    twins.one.browser(victim).submit("/you/password", old=PASSWORD, new="eight boats at the quay")
    answer = twins.other.stranger().post("/sign-in", data={"person": victim, "password": PASSWORD})

    assert answer.status_code == 403
