"""What a page shows has a name, and the name changes when the page would."""

from cautery.app import App
from cautery.model.case import CaseId
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.cases.changes import pulse_of, state_of
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.leases import take
from tests.reviewing import LEAVE, open_cases


def test_a_decision_changes_both_and_a_look_neither(app: App) -> None:
    open_cases(app, 1, 2)
    before = pulse_of(app), state_of(app, CaseId("c0"))
    look_at(app, CaseId("c0"))
    assert (pulse_of(app), state_of(app, CaseId("c0"))) == before
    decide_case(app, CaseId("c1"), LEAVE)

    assert pulse_of(app) != before[0]
    assert state_of(app, CaseId("c0")) == before[1]


def test_the_state_is_the_one_that_the_case_page_writes_down(app: App) -> None:
    open_cases(app, 1)
    take(app, CaseId("c0"))
    file = look_at(app, CaseId("c0"))

    assert state_of(app, CaseId("c0")) == f"{file.version}.{file.held_by}"
