"""Of an account's open cases one leads: a return, else the first; items and networks are questions of their own."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

from cautery.cases.joining import answers, by_account, is_joined, leading
from cautery.model.case import CaseId
from tests.cases.test_opening import NOON, a_case, decided

FIRST = replace(a_case("ana"), id=CaseId("first"))
LATER = replace(FIRST, id=CaseId("later"), origin="suspicion", opened_at=NOON + timedelta(hours=1))
RETURN = replace(FIRST, id=CaseId("return"), origin="return", opened_at=NOON + timedelta(days=1))


def test_the_first_leads_unless_one_is_a_return() -> None:
    for some in permutations([FIRST, LATER]):
        assert leading(some) == FIRST
    for some in permutations([FIRST, LATER, RETURN]):
        assert leading(some) == RETURN


def test_items_networks_and_other_accounts_stand_for_themselves() -> None:
    item, network, other = replace(FIRST, post="p1"), replace(FIRST, origin="network"), a_case("ben")

    assert (is_joined(item), is_joined(network)) == (False, False)
    assert by_account([FIRST, item, network, other, LATER]) == {FIRST.about: [FIRST, LATER], other.about: [other]}


def test_an_answer_is_a_decision_of_its_own_about_the_same() -> None:
    made = decided("ana")
    again = answers(made, CaseId("later"), earlier=1)

    assert (again.about, again.measure, again.reason, again.case) == (made.about, made.measure, made.reason, "later")
    assert again.source == "joined"
    assert len({made.id, again.id, answers(made, CaseId("later"), earlier=0).id}) == 3
