"""Five guesses at one process, and the right one at the other."""

from tests.attacks.twins import Twins
from tests.staffed import PASSWORD

KIND = "two processes"


def test_it_does_not_work(twins: Twins) -> None:
    victim, address = twins.one.person("reviewer"), twins.one.address()
    for _ in range(5):
        twins.one.stranger(address).post("/sign-in", data={"person": victim, "password": "wrong"})
    answer = twins.other.stranger().post("/sign-in", data={"person": victim, "password": PASSWORD})

    assert answer.status_code == 429
