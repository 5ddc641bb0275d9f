"""Two people approve one takedown at the same moment, and a third refuses it."""

from functools import partial

from cautery.store import decisions
from tests.attacks.cases import open_case
from tests.attacks.twins import Twins

KIND = "two processes"


def test_it_does_not_work(twins: Twins) -> None:
    for _ in range(3):
        [case] = open_case(twins.one.app)
        asked = {"case": case, "clause": "promotes", "reason": "it promotes"}
        plan = twins.one.program("reviewer").post("/v1/plans", json=asked).json()["plan"]
        programs = [site.program("senior") for site in (twins.one, twins.other, twins.one)]
        answers = twins.at_once(
            partial(programs[0].post, f"/v1/plans/{plan}/approval"),
            partial(programs[1].post, f"/v1/plans/{plan}/approval"),
            partial(programs[2].post, f"/v1/plans/{plan}/refusal", json={"reason": "no"}),
        )
        with twins.one.app.reading() as connection:
            made = decisions.of_case(connection, case)

        assert [one.status_code for one in answers].count(201) == 1
        assert len(made) <= 1
