"""Two people approve one proposal at the same moment."""

from datetime import timedelta
from functools import partial

from cautery.store import decisions
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
        made = twins.one.program("senior").post(f"/v1/cases/{case}/proposals", json=said).json()["id"]
        programs = [site.program("senior") for site in (twins.one, twins.other)]
        answers = twins.at_once(*(partial(one.post, f"/v1/cases/proposals/{made}/approval") for one in programs))
        with twins.one.app.reading() as connection:
            assert len(decisions.of_case(connection, case)) == 1

        assert sorted(one.status_code for one in answers)[0] == 201
        assert sorted(one.status_code for one in answers)[1] >= 400
