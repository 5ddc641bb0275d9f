"""Gold cases and answers come back as they were kept; a name leads to the case behind it."""

from cautery.model.case import CaseId
from cautery.model.decision import DecisionId
from cautery.model.gold import GoldenAnswer, GoldenAssignment, GoldenCase
from cautery.store import golds
from cautery.store.database import Database
from tests.store.conftest import NOON, Open

CASE, NAME = CaseId("c1"), CaseId("other")
GOLD = GoldenCase(case=CASE, decision=DecisionId("d1"), by="sen", at=NOON)
ANSWER = GoldenAnswer(name=NAME, case=CASE, measure="suspend", clause="promotes", reason="r", by="ada", at=NOON)
PULL = GoldenAssignment(name=NAME, case=CASE, person="ada", instead_of=CaseId("c2"), at=NOON)


def test_what_was_kept_comes_back(either: Database, writing: Open) -> None:
    with writing() as tx:
        golds.append(tx, GOLD)
        golds.append_answer(tx, ANSWER)

    with either.reading() as connection:
        assert golds.every(connection) == [GOLD]
        assert golds.every_answer(connection) == [ANSWER]
        assert golds.answer_to(connection, NAME) == ANSWER
        assert golds.answer_to(connection, CASE) is None


def test_a_name_leads_to_the_case_behind_it(either: Database, writing: Open) -> None:
    with writing() as tx:
        golds.add_pull(tx.connection, PULL)

    with either.reading() as connection:
        assert golds.pull(connection, NAME) == PULL
        assert golds.pulls_by(connection, "ada") == [PULL]
        assert golds.pulls_by(connection, "ben") == []
        assert (golds.behind(connection, NAME), golds.behind(connection, CASE)) == (CASE, CASE)
