"""Notices get a receipt and an answer; appeals come by link, are heard by somebody else, and what was wrong is taken back."""

from dataclasses import replace

import pytest

from cautery.app import App
from cautery.cases.filing import Said
from cautery.cases.review import Word
from cautery.errors import Conflict, Missing, Refused
from cautery.model.action import Receipt
from cautery.model.decision import Decision
from cautery.pipeline.cases.notices import (
    answer_to,
    appeal,
    file_notice,
    hear,
    heard,
    latest_notices,
    objection,
    objection_link,
    receipt_link,
    to_take_back,
    unheard,
)
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.cases.case_file import look_at
from cautery.store import actions
from tests.pipeline.test_review import open_cases
from tests.staffed import join

SAID = Said(
    platform="harbour",
    account="ana",
    place="https://harbour.example/p1",
    category="terrorism",
    text="praises the Guard",
    in_good_faith=True,
)
SUSPEND = Word(measure="suspend", clause="promotes", reason="spreads their lamps")


def decided(app: App) -> Decision:
    """Let ada suspend somebody."""
    return decide_case(join(app, "ada", "reviewer"), open_cases(app, 9)[0], SUSPEND).decision


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


def test_nobody_sees_a_notice_without_its_link(app: App) -> None:
    filed = file_notice(app, SAID, kind="user")
    with pytest.raises(Missing):
        answer_to(app, filed.id)
    with pytest.raises(Missing):
        answer_to(app, objection_link(app, decided(app).id))


def test_the_account_holder_reads_why_and_appeals_without_a_login(app: App) -> None:
    link = objection_link(app, decided(app).id)
    assert any("spreads their lamps" in line for line in objection(app, link, language="en").statement.paragraphs)
    made = appeal(app, link, "it was a song", contact="ana@pier.example")

    assert [one.appeal for one in unheard(app)] == [made]
    with pytest.raises(Conflict):
        appeal(app, link, "again", contact="")


def test_whoever_decided_cannot_hear_and_another_overturns(app: App) -> None:
    decision = decided(app)
    link = objection_link(app, decision.id)
    made = appeal(app, link, "it was a song", contact="")
    with pytest.raises(Refused):
        hear(app.acting_as("ada"), made.id, outcome="upheld", reason="I was right")
    cyd = join(app, "cyd", "appeals")
    hear(cyd, made.id, outcome="overturned", reason="a song it is")

    assert decision.case is not None
    assert [one.measure for one in look_at(app, decision.case).decisions] == ["suspend", "none"]
    assert objection(app, link).hearing is not None
    assert unheard(app) == ()
    with pytest.raises(Conflict, match="heard already"):
        hear(cyd, made.id, outcome="upheld", reason="no")
    assert verify_log(app).ok


def test_what_reached_the_platform_under_an_overturned_decision_is_to_be_taken_back(app: App) -> None:
    decision = decided(app)
    with app.writing() as tx:
        action = actions.waiting(tx.connection)[0]
        actions.append_receipts(tx, [Receipt(action=action.key, state="sent", at=tx.at, says="ok", undo="t")])
    assert to_take_back(app) == ()
    made = appeal(app, objection_link(app, decision.id), "it was a song", contact="")
    hear(join(app, "cyd", "appeals"), made.id, outcome="overturned", reason="a song it is")

    assert to_take_back(app) == (action,)


def test_an_upheld_decision_stays(app: App) -> None:
    decision = decided(app)
    made = appeal(app, objection_link(app, decision.id), "it was a song", contact="")
    hearing = hear(join(app, "cyd", "appeals"), made.id, outcome="upheld", reason="it names the pier")

    assert heard(app, made.id)[1] == hearing
    assert decision.case is not None
    assert look_at(app, decision.case).decisions == (decision,)


def test_a_decision_that_did_nothing_has_nothing_to_read(app: App) -> None:
    left = decide_case(
        join(app, "ada", "reviewer"), open_cases(app, 9)[0], Word(measure="none", clause=None, reason="r")
    )

    with pytest.raises(Missing, match="Nothing was done"):
        objection(app, objection_link(app, left.decision.id))


def test_the_key_of_links_is_nobody_elses(app: App) -> None:
    objection_link(app, decided(app).id)

    assert app.config.link_key.stat().st_mode & 0o077 == 0
