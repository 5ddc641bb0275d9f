"""Count how much harmful content a reviewer has looked at."""

from datetime import timedelta

from cautery.app import App
from cautery.cases.exposure import CASES_AN_HOUR
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.pipeline.cases.exposure import count_exposure, my_exposure
from cautery.pipeline.cases.leases import take_next
from cautery.store import cases
from tests.reviewing import EVERY, open_cases
from tests.staffed import join


def test_after_a_full_hour_only_what_is_urgent_is_handed_out(app: App) -> None:
    ada = join(app, "ada", "reviewer")
    open_cases(app, 20)
    for number in range(CASES_AN_HOUR):
        count_exposure(ada, CaseId(f"seen {number}"), items=1)
    assert my_exposure(ada).rest_until is not None
    assert take_next(ada, EVERY) is None

    with app.writing() as tx:
        now = tx.at
        order = Case(
            id=CaseId("order"),
            about=Account(platform=Platform("harbour"), id=AccountId("x")),
            origin="notice",
            chance=None,
            reasons=(),
            opened_at=now,
            due=now + timedelta(minutes=50),
        )
        cases.append(tx, [order])
    assert take_next(ada, EVERY) == "order"
