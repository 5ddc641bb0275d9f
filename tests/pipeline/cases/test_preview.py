"""What a word would do is shown before it is said, is what happens when it is said, and leaves nothing behind."""

from pathlib import Path

import pytest

from cautery.app import App
from cautery.cases.exemptions import ExemptionAssessment
from cautery.cases.review import DecisionInput
from cautery.errors import Missing
from cautery.model.case import CaseId
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.preview import preview
from cautery.pipeline.detection.networks import networks
from tests.lamplighters import LAMPLIGHTERS
from tests.pipeline.detection.test_networks import heard, removed
from tests.reviewing import open_cases

__all__ = ["heard"]
SUSPEND = DecisionInput(measure="suspend", clause="promotes", reason="spreads their lamps")
PLAIN = ExemptionAssessment(purpose="none", says="")


def test_what_is_shown_is_what_happens(app: App) -> None:
    case = open_cases(app, 1)[0]
    shown = preview(app, case, SUSPEND, assessed=PLAIN)
    assert look_at(app, case).decisions == ()
    made = decide_case(app, case, SUSPEND, assessed=PLAIN)

    assert shown.statement == look_at(app, case).statement
    assert [one.account for one in shown.acts_on] == [made.decision.about]


def test_what_is_missing_is_told_and_no_fault(app: App) -> None:
    case = open_cases(app, 1)[0]
    shown = preview(app, case, DecisionInput(measure="suspend", clause=None, reason=""), assessed=PLAIN)

    assert "needs a reason" in shown.problem
    assert shown.statement is None
    assert [one.account.id for one in shown.acts_on] == ["person 0"]


def test_of_a_network_it_says_whom_it_meets_and_whom_it_spares(heard: App, tmp_path: Path) -> None:
    removed(heard, tmp_path, *LAMPLIGHTERS[:2])
    [found] = networks(heard)
    assert found.case is not None
    shown = preview(heard, found.case, SUSPEND, assessed=PLAIN)
    made = decide_case(heard, found.case, SUSPEND, assessed=PLAIN)

    assert {one.account for one in shown.acts_on} == {action.about for action in made.actions}
    assert {one.account.id for one in shown.acts_on} == set(LAMPLIGHTERS[2:])
    assert {one.account.id for one in shown.spared} == set(LAMPLIGHTERS[:2])


def test_a_case_that_nobody_opened_is_missing(app: App) -> None:
    with pytest.raises(Missing):
        preview(app, CaseId("c9"), None)
