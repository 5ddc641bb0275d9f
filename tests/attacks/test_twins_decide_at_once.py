"""Two people decide one case at the same moment, each from the state that both saw."""

from functools import partial

from cautery.store import decisions
from tests.attacks.cases import open_case
from tests.attacks.twins import Twins

KIND = "two processes"


def test_it_does_not_work(twins: Twins) -> None:
    said = {"measure": "none", "reason": "nothing is wrong with it"}
    for _ in range(5):
        [case] = open_case(twins.one.app)
        programs = [site.program("reviewer") for site in (twins.one, twins.other)]
        seen = {"If-Match": programs[0].get(f"/v1/cases/{case}").headers["etag"]}
        answers = twins.at_once(
            *(partial(one.post, f"/v1/cases/{case}/decisions", json=said, headers=seen) for one in programs)
        )
        with twins.one.app.reading() as connection:
            made = decisions.of_case(connection, case)

        assert sorted(one.status_code for one in answers) == [201, 409]
        assert len(made) == 1
