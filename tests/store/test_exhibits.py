"""What a case shows comes back as it was, and tells the queue which language one must read."""

from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.model.exhibit import Exhibit, Item, ProfileSnapshot
from cautery.store import cases, exhibits, waiting
from cautery.store.audit import verify
from cautery.store.database import Database
from cautery.store.waiting import QueueFilter
from tests.store.conftest import NOON, SIGNER, Open

ANA = Account(platform=Platform("harbour"), id=AccountId("ana"))
CASE = Case(id=CaseId("c1"), about=ANA, origin="notice", chance=None, reasons=(), opened_at=NOON, due=NOON)
SHOWN = Exhibit(
    case=CASE.id,
    face=ProfileSnapshot(handle="ana", bio="‏مصباح‏"),
    items=(Item(id="p1", at=NOON, text="قناديل \u202e evil", lang="ar", links=("https://lamp.example",)),),
    more=3,
    language="ar",
    at=NOON,
)


def test_it_comes_back_as_it_was_whatever_the_script(either: Database, writing: Open) -> None:
    with writing() as tx:
        cases.append(tx, [CASE])
        exhibits.append(tx, [SHOWN])

    with either.reading() as connection:
        assert exhibits.of_case(connection, CASE.id) == SHOWN
        assert exhibits.of_case(connection, CaseId("other")) is None
        assert verify(connection, verifier=SIGNER.verifier()).ok


def test_a_waiting_case_is_without_one_until_it_is_kept(either: Database, writing: Open) -> None:
    with writing() as tx:
        cases.append(tx, [CASE])
        assert exhibits.cases_without(tx.connection) == [CASE.id]
        exhibits.append(tx, [SHOWN])
        assert exhibits.cases_without(tx.connection) == []

    with either.reading() as connection:
        assert [one.language for one in waiting.page(connection, QueueFilter(), at=NOON, most=1)] == ["ar"]
