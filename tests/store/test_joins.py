"""From every joined case one finds the one that leads, and from that all that wait with it."""

from cautery.model.case import CaseId
from cautery.store import joins
from cautery.store.database import Database
from tests.store.conftest import Open


def test_a_chain_of_joins_has_one_that_leads(either: Database, writing: Open) -> None:
    with writing() as tx:
        joins.append(tx, CaseId("a"), into=CaseId("b"))
        joins.append(tx, CaseId("b"), into=CaseId("c"))
        joins.append(tx, CaseId("d"), into=CaseId("c"))

    with either.reading() as connection:
        assert {joins.into(connection, CaseId(name)) for name in "abcd"} == {"c"}
        assert joins.of(connection, CaseId("c")) == ["b", "d", "a"]
        assert joins.of(connection, CaseId("a")) == []
        assert joins.into(connection, CaseId("alone")) == "alone"
