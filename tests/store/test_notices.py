"""What people outside say comes back as they said it, and an appeal waits until it is heard."""

from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import CaseId
from cautery.model.decision import DecisionId
from cautery.model.notice import Appeal, AppealReview, FiledNotice
from cautery.store import notices
from cautery.store.database import Database
from tests.store.conftest import NOON, Open

ANA = Account(platform=Platform("harbour"), id=AccountId("ana"))
FILED = FiledNotice(
    id="n1",
    kind="user",
    about=ANA,
    post="p1",
    place="https://harbour.example/p1",
    category="terrorism",
    text="'); DROP TABLE notices; --",
    name="",
    email="",
    case=CaseId("c1"),
    at=NOON,
)
APPEAL = Appeal(id="a1", decision=DecisionId("d1"), text="this was a song", contact="", at=NOON, due=NOON)


def test_a_notice_comes_back_as_it_was_filed(either: Database, writing: Open) -> None:
    with writing() as tx:
        notices.append(tx, FILED)

    with either.reading() as connection:
        assert notices.get(connection, "n1") == FILED
        assert notices.about(connection, ANA) == [FILED]
        assert notices.latest(connection, most=5) == [FILED]
        assert notices.get(connection, "n2") is None


def test_an_appeal_waits_until_it_is_heard(either: Database, writing: Open) -> None:
    hearing = AppealReview(appeal="a1", outcome="overturned", reason="a song it is", by="cyd", at=NOON)
    with writing() as tx:
        notices.append_appeal(tx, APPEAL)
        assert notices.pending_appeals(tx.connection) == [APPEAL]
        assert notices.appeal_review_of(tx.connection, "a1") is None
        notices.append_appeal_review(tx, hearing)

    with either.reading() as connection:
        assert notices.pending_appeals(connection) == []
        assert notices.appeal_review_of(connection, "a1") == hearing
        assert notices.appeal_against(connection, APPEAL.decision) == notices.appeal(connection, "a1") == APPEAL
        assert notices.outcomes(connection) == {"overturned": 1}


def test_what_came_of_each_appealed_decision_is_told_together(either: Database, writing: Open) -> None:
    first, second = (
        Appeal(id=f"a{n}", decision=DecisionId(f"d{n}"), text="no", contact="", at=NOON, due=NOON) for n in (1, 2)
    )
    with writing() as tx:
        for made in (first, second):
            notices.append_appeal(tx, made)
        notices.append_appeal_review(
            tx, AppealReview(appeal="a1", outcome="overturned", reason="a lamp", by="cyd", at=NOON)
        )

    with either.reading() as connection:
        assert notices.outcomes_by_decision(connection) == {"d1": "overturned", "d2": None}
