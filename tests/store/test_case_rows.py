from datetime import UTC, datetime

import msgspec

from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId, Continuation
from cautery.model.suspicion import Reason
from cautery.store.case_rows import case_of

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)


def a_row(**more: object) -> dict[str, object]:
    return {
        "seq": 7,
        "id": "c1",
        "platform": "harbour",
        "account": "ana",
        "post": None,
        "origin": "suspicion",
        "chance": 0.75,
        "reasons": '[{"channel":"links","bits":2.5,"says":"posts a link","evidence":["p1"]}]',
        "opened_at": "2020-01-01T12:00:00Z",
        "due": "2020-01-01T12:00:00.500000Z",
        "continues": None,
    } | more


def test_a_row_is_read_as_the_case_that_it_is() -> None:
    assert case_of(a_row()) == Case(
        id=CaseId("c1"),
        about=Account(platform=Platform("harbour"), id=AccountId("ana")),
        origin="suspicion",
        chance=0.75,
        reasons=(Reason(channel="links", bits=2.5, says="posts a link", evidence=("p1",)),),
        opened_at=NOON,
        due=NOON.replace(microsecond=500_000),
    )


def test_what_a_return_continues_is_read_with_it() -> None:
    reason = Reason(channel="links", bits=2.5, says="posts a link", evidence=("p1",))
    continues = Continuation(
        earlier=Account(platform=Platform("harbour"), id=AccountId("old")),
        case=CaseId("c0"),
        clause="promotes",
        reason="recruits",
        evidence=(reason,),
        proposal="suspend under clause 'returned'",
    )
    row = a_row(origin="return", continues=msgspec.json.encode(continues).decode())

    assert case_of(row).continues == continues
