"""What is left up on purpose comes back to the queue when its time is over."""

from datetime import timedelta

from cautery.app import App
from cautery.cases.review import Word
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.model.decision import Observation
from cautery.pipeline.judge import decide_case
from cautery.pipeline.observe import ask_again
from cautery.pipeline.queue import queue
from cautery.store import cases


def test_the_account_waits_again_when_its_time_is_over(app: App) -> None:
    now = app.clock.now()
    about = Account(platform=Platform("harbour"), id=AccountId("ana"))
    with app.writing() as tx:
        opened = Case(id=CaseId("c"), about=about, origin="notice", chance=None, reasons=(), opened_at=now, due=now)
        cases.append(tx, [opened])
    terms = Observation(
        requester="the harbour office", legal_basis="Order 7", expires_at=now + timedelta(days=3), approver="cyd"
    )
    decide_case(app, CaseId("c"), Word(measure="observe", clause="promotes", reason="is watched", observation=terms))

    assert ask_again(app, at=now + timedelta(days=2)) == 0
    assert ask_again(app, at=now + timedelta(days=3)) == 1
    assert [one.about for one in queue(app.config, app.clock)] == [about]
