"""Show an account holder the decision about them: what was done, why, and what came of their appeal."""

import pytest

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.errors import Conflict, Missing
from cautery.pipeline.cases.appeals import appeal, pending_appeals, review_appeal
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.notices import answer_to, file_notice
from cautery.pipeline.cases.statements import appeal_link, appealable_decision
from tests.outsiders import SAID, decided
from tests.reviewing import open_cases
from tests.staffed import join


def test_nobody_sees_a_notice_without_its_link(app: App) -> None:
    filed = file_notice(app, SAID, kind="user")
    with pytest.raises(Missing):
        answer_to(app, filed.id)
    with pytest.raises(Missing):
        answer_to(app, appeal_link(app, decided(app).id))


def test_the_account_holder_reads_why_and_appeals_without_a_login(app: App) -> None:
    link = appeal_link(app, decided(app).id)
    assert any(
        "spreads their lamps" in line for line in appealable_decision(app, link, language="en").statement.paragraphs
    )
    made = appeal(app, link, "it was a song", contact="ana@pier.example")

    assert [one.appeal for one in pending_appeals(app)] == [made]
    added = appeal(app, link, "and it was sung at school", contact="")
    assert [one.text for one in added.additions] == ["and it was sung at school"]
    assert [one.appeal for one in pending_appeals(app)] == [added]
    review_appeal(join(app, "cyd", "appeals"), made.id, outcome="upheld", reason="no song", seen=1)
    with pytest.raises(Conflict, match="decided meanwhile"):
        appeal(app, link, "again", contact="")


def test_an_appeal_is_not_decided_over_what_was_added_meanwhile(app: App) -> None:
    link = appeal_link(app, decided(app).id)
    made = appeal(app, link, "it was a song", contact="")
    appeal(app, link, "and it was sung at school", contact="")

    with pytest.raises(Conflict, match="added to the appeal"):
        review_appeal(join(app, "cyd", "appeals"), made.id, outcome="upheld", reason="no song", seen=0)


def test_a_decision_that_did_nothing_has_nothing_to_read(app: App) -> None:
    left = decide_case(
        join(app, "ada", "reviewer"), open_cases(app, 9)[0], DecisionInput(measure="none", clause=None, reason="r")
    )

    with pytest.raises(Missing, match="Nothing was done"):
        appealable_decision(app, appeal_link(app, left.decision.id))


def test_the_key_of_links_is_nobody_elses(app: App) -> None:
    appeal_link(app, decided(app).id)

    assert app.config.link_key.stat().st_mode & 0o077 == 0
