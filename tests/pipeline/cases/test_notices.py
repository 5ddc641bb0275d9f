"""Notices get a receipt and an answer; appeals come by link, are heard by somebody else, and what was wrong is taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cautery.app import App
from cautery.cases.opening import Complaint
from cautery.errors import Invalid
from cautery.kit.clock import FrozenClock
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import CaseId
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.notices import answer_to, file_notice, latest_notices, receipt_link
from cautery.pipeline.cases.opening import open_noticed
from cautery.pipeline.cases.review_queue import queue_page
from cautery.platforms.settings import PlatformTable, read_settings
from tests.outsiders import SAID, SUSPEND
from tests.reviewing import EVERY, LEAVE
from tests.staffed import join


def test_a_notice_opens_a_case_and_its_sender_sees_what_became_of_it(app: App) -> None:
    filed = file_notice(app, SAID, kind="user")
    link = receipt_link(app, filed)
    assert answer_to(app, link).decision is None
    decide_case(join(app, "ada", "reviewer"), filed.case, SUSPEND)

    answer = answer_to(app, link)
    assert answer.decision is not None
    assert answer.decision.measure == "suspend"
    assert latest_notices(app, most=9) == ((filed, True),)


def test_a_hundred_notices_of_one_thing_are_one_case_and_a_flood(app: App) -> None:
    filed = [file_notice(app, replace(SAID, text=f"number {n}"), kind="user") for n in range(20)]

    assert len({one.case for one in filed}) == 1
    assert look_at(app, filed[0].case).background.flood


def test_an_order_about_the_same_thing_is_a_case_of_its_own_because_it_is_due_earlier(app: App) -> None:
    user, order = file_notice(app, SAID, kind="user"), file_notice(app, replace(SAID, text="order"), kind="authority")

    assert user.case != order.case


def with_platforms(app: App, *names: str) -> App:
    """Give the same installation with platforms of these names."""
    table = PlatformTable(connector="webhook", address="https://harbour.example")
    config = replace(app.config, platforms=read_settings(dict.fromkeys(names, table)))
    return App(config, clock=app.clock, person=app.person)


@pytest.mark.parametrize("named", ["", " ", "Harbor", "pier"])
def test_a_notice_about_no_platform_of_ours_is_told_which_there_are(app: App, named: str) -> None:
    with pytest.raises(Invalid, match="harbour, quay"):
        file_notice(with_platforms(app, "harbour", "quay"), replace(SAID, platform=named), kind="user")


@pytest.mark.parametrize("named", ["", "harbour", " Harbour "])
def test_where_there_is_one_platform_it_is_meant(app: App, named: str) -> None:
    assert (
        file_notice(with_platforms(app, "harbour"), replace(SAID, platform=named), kind="user").about.platform
        == "harbour"
    )


def later(app: App, hours: int) -> None:
    """Let some hours pass."""
    app.clock = FrozenClock(app.clock.now() + timedelta(hours=hours))


def leave(app: App, case: CaseId, by: str) -> None:
    """Decide that nothing is wrong, as somebody new."""
    decide_case(join(app, by, "reviewer"), case, LEAVE)


def test_notices_after_no_violation_reopen_one_case_with_what_is_new(app: App) -> None:
    """Five notices, each after a 'none', once opened four cases, and nobody saw that it was the same again."""
    filed = []
    for number in range(5):
        later(app, 1)
        filed.append(file_notice(app, replace(SAID, text=f"number {number}"), kind="user"))
        leave(app, filed[-1].case, f"ada {number}")
    file = look_at(app, filed[0].case)

    assert {one.case for one in filed} == {filed[0].case}
    assert len(file.case.reasons) == 5
    assert len(file.decisions) == 5


def test_a_reopened_case_waits_is_due_anew_and_is_under_review_for_its_reporter(app: App) -> None:
    first = file_notice(app, SAID, kind="user")
    leave(app, first.case, "ada")
    later(app, 25)
    again = file_notice(app, replace(SAID, text="again"), kind="user")
    row = queue_page(app, EVERY, most=9).rows[0]

    assert (row.case.id, row.waiting.due) == (first.case, row.case.due)
    assert row.case.due > app.clock.now()
    assert answer_to(app, receipt_link(app, again)).decision is None
    assert [one.id for one, is_decided in latest_notices(app, most=9) if not is_decided] == [again.id, first.id][:1]


def test_an_account_that_is_removed_is_not_asked_about_again(app: App) -> None:
    first = file_notice(app, SAID, kind="user")
    decide_case(join(app, "ada", "reviewer"), first.case, SUSPEND)
    later(app, 1)
    again = file_notice(app, replace(SAID, text="again"), kind="user")

    assert again.case == first.case
    assert queue_page(app, EVERY, most=9).rows == ()
    answer = answer_to(app, receipt_link(app, again))
    assert answer.decision is not None


def test_an_authority_is_answered_by_a_person_also_about_what_is_removed(app: App) -> None:
    first = file_notice(app, SAID, kind="user")
    decide_case(join(app, "ada", "reviewer"), first.case, SUSPEND)
    later(app, 1)
    file_notice(app, replace(SAID, text="order"), kind="authority")

    assert [row.case.id for row in queue_page(app, EVERY, most=9).rows] == [first.case]


@pytest.mark.parametrize(
    "written",
    [
        "@ana",
        "ANA",
        " ana ",
        "@Ana@harbour.example",
        "acct:ana@harbour.example",
        "https://harbour.example/@ana",
        "https://www.harbour.example/users/ana/statuses/77",
    ],
)
def test_reporters_write_one_account_in_every_way(written: str, app: App) -> None:
    first = file_notice(app, replace(SAID, account="ana"), kind="user")
    other = file_notice(app, replace(SAID, account=written, post="", text="too"), kind="user")

    assert other.about == first.about


@pytest.mark.parametrize("written", ["ana@quay.example", "https://quay.example/@ana", "anna", "https://[broken"])
def test_what_may_be_somebody_else_stays_as_it_was_written(written: str, app: App) -> None:
    file_notice(app, replace(SAID, account="ana"), kind="user")

    assert file_notice(app, replace(SAID, account=written, text="too"), kind="user").about.id != "ana"


def test_what_came_as_an_event_is_listed_once_and_reopens_nothing_when_it_is_read_again(app: App) -> None:
    about = Account(platform=Platform("harbour"), id=AccountId("ana"))
    told = Complaint(
        notice="n1", about=about, post=None, kind="user", category="terrorism", at=app.clock.now(), text="him"
    )
    assert open_noticed(app, [told]) == 1
    [(filed, is_decided)] = latest_notices(app, most=9)
    assert (filed.text, filed.about, is_decided) == ("him", about, False)
    leave(app, filed.case, "ada")
    again = replace(told, notice="n2", at=app.clock.now() + timedelta(hours=1))

    assert open_noticed(app, [told]) == 0
    assert queue_page(app, EVERY, most=9).rows == ()
    assert open_noticed(app, [told, again, again]) == 1
    assert [row.case.id for row in queue_page(app, EVERY, most=9).rows] == [filed.case]
    assert len(latest_notices(app, most=9)) == 2
