"""Two people propose for one case at the same moment; only one proposal waits."""

from datetime import timedelta
from functools import partial

from tests.attacks.cases import open_case
from tests.attacks.twins import Twins

KIND = "two processes"


def test_it_does_not_work(twins: Twins) -> None:
    ends = (twins.one.app.clock.now() + timedelta(days=9)).isoformat()
    said = {
        "clause": "promotes",
        "reason": "an order",
        "requester": "police",
        "legal_basis": "art. 1",
        "expires_at": ends,
    }
    for _ in range(3):
        [case] = open_case(twins.one.app)
        programs = [site.program("reviewer") for site in (twins.one, twins.other)]
        answers = twins.at_once(*(partial(one.post, f"/v1/cases/{case}/proposals", json=said) for one in programs))

        assert sorted(one.status_code for one in answers) == [201, 409]
