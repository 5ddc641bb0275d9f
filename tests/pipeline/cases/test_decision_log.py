"""Decisions are listed newest first, a part at a time, each with what became of it."""

import pytest

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.errors import Missing
from cautery.model.case import CaseId
from cautery.model.decision import DecisionId
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.decision_log import decision_of, decisions_made
from cautery.pipeline.detection.labelling import label
from tests.reviewing import LEAVE, open_cases

SUSPEND = DecisionInput(measure="suspend", clause="promotes", reason="Spreads the Guard's statements.")


def test_parts_follow_one_another_newest_first_and_labels_are_not_among_them(app: App) -> None:
    cases = open_cases(app, 1, 2, 3)
    (app.config.home / "labels.csv").write_text("account,label\nana,violating\n")
    label(app, app.config.home / "labels.csv")
    for case in cases:
        decide_case(app, case, LEAVE)
    first = decisions_made(app, most=2)
    second = decisions_made(app, most=2, before=first.behind)

    assert [one.case for one in (*first.decisions, *second.decisions)] == ["c2", "c1", "c0"]
    assert second.behind is None


def test_what_a_decision_meant_is_told_and_whether_it_holds(app: App) -> None:
    open_cases(app, 1)
    made = decide_case(app, CaseId("c0"), SUSPEND).decision
    found = decision_of(app, made.id)
    assert ([one.action.measure for one in found.done], found.holds, found.version) == (["suspend"], True, "1")
    decide_case(app, CaseId("c0"), DecisionInput(measure="none", clause=None, reason="An error.", replaces=True))

    assert not decision_of(app, made.id).holds


def test_a_decision_that_nobody_made_is_missing(app: App) -> None:
    with pytest.raises(Missing):
        decision_of(app, DecisionId("d9"))
