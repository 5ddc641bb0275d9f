"""What is left up on purpose comes back to the queue when its time is over."""

from dataclasses import replace
from datetime import datetime, timedelta

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.model.decision import Observation
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.observations import ask_again
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.installation.verify_log import verify_log
from cautery.store import cases

ANA = Account(platform=Platform("harbour"), id=AccountId("ana"))
DAY = timedelta(days=1)


def a_case(app: App, name: str, about: Account = ANA) -> CaseId:
    now = app.clock.now()
    opened = Case(id=CaseId(name), about=about, origin="notice", chance=None, reasons=(), opened_at=now, due=now)
    with app.writing() as tx:
        cases.append(tx, [opened])
    return opened.id


def leave_up(app: App, case: CaseId, *, until: datetime, replaces: bool = False) -> None:
    terms = Observation(requester="the harbour office", legal_basis="Order 7", expires_at=until, approver="cyd")
    word = DecisionInput(
        measure="observe", clause="promotes", reason="is watched", observation=terms, replaces=replaces
    )
    decide_case(app, case, word)


def test_the_account_waits_again_when_its_time_is_over(app: App) -> None:
    now = app.clock.now()
    leave_up(app, a_case(app, "c"), until=now + 3 * DAY)

    assert ask_again(app, at=now + 2 * DAY) == 0
    assert ask_again(app, at=now + 3 * DAY) == 1
    assert [one.about for one in queue(app.config, app.clock)] == [ANA]


def test_it_is_asked_once_and_nothing_is_written_after(app: App) -> None:
    now = app.clock.now()
    leave_up(app, a_case(app, "c"), until=now + DAY)
    ask_again(app, at=now + DAY)
    before = verify_log(app).entries

    assert [ask_again(app, at=now + days * DAY) for days in (1, 2, 300)] == [0, 0, 0]
    assert verify_log(app).entries == before


def test_what_was_prolonged_is_asked_about_at_its_new_end(app: App) -> None:
    now, case = app.clock.now(), a_case(app, "c")
    leave_up(app, case, until=now + DAY)
    leave_up(app, case, until=now + 5 * DAY, replaces=True)

    assert ask_again(app, at=now + DAY) == 0
    assert ask_again(app, at=now + 5 * DAY) == 1


def test_who_was_suspended_since_is_not_asked_about(app: App) -> None:
    now, case = app.clock.now(), a_case(app, "c")
    leave_up(app, case, until=now + DAY)
    decide_case(app, case, DecisionInput(measure="suspend", clause="promotes", reason="it recruits", replaces=True))

    assert ask_again(app, at=now + DAY) == 0


def test_the_name_on_another_platform_is_somebody_else(app: App) -> None:
    now, elsewhere = app.clock.now(), replace(ANA, platform=Platform("pier"))
    leave_up(app, a_case(app, "c"), until=now + DAY)
    leave_up(app, a_case(app, "d", elsewhere), until=now + 2 * DAY)

    assert ask_again(app, at=now + DAY) == 1
    assert [one.about for one in queue(app.config, app.clock)] == [ANA]


def test_it_waits_as_one_with_what_else_is_asked_about_the_account(app: App) -> None:
    now = app.clock.now()
    leave_up(app, a_case(app, "c"), until=now + DAY)
    a_case(app, "again")

    assert ask_again(app, at=now + DAY) == 1
    assert len(queue(app.config, app.clock)) == 1
