"""Sixty notices from one household at the same moment, at both processes."""

from tests.attacks.site import NOTICE, Site
from tests.attacks.twins import Twins

KIND = "two processes"


def test_it_does_not_work(twins: Twins) -> None:
    address = twins.one.address()
    numbers = iter(range(100))

    def files(site: Site) -> int:
        return site.stranger(address).post("/notice", data=NOTICE | {"text": f"lamps {next(numbers)}"}).status_code

    answers = twins.both(files, times=15)

    assert answers.count(303) == 20
