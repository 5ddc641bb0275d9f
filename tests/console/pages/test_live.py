"""What an open case asks for when it is told of a change: who looks at it, and what was decided meanwhile."""

from cautery.app import App
from cautery.model.case import CaseId
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.leases import take
from tests.console.conftest import Enter
from tests.reviewing import LEAVE, open_cases


def test_somebody_who_looks_at_it_is_named_and_oneself_is_not(enter: Enter, app: App) -> None:
    open_cases(app, 1)
    ada, cyd = enter("reviewer"), enter("reviewer", name="cyd")
    take(app.acting_as("cyd"), CaseId("c0"))

    assert "Assigned to cyd" in ada.get("/cases/c0/now?seen=0").text
    assert cyd.get("/cases/c0/now?seen=0").text.strip() == ""


def test_a_decision_is_told_to_whoever_has_not_seen_it(enter: Enter, app: App) -> None:
    open_cases(app, 1)
    ada = enter("reviewer")
    decide_case(app.acting_as("cyd"), CaseId("c0"), LEAVE)

    assert "Already decided by cyd: No violation" in ada.get("/cases/c0/now?seen=0").text
    assert ada.get("/cases/c0/now?seen=1").text.strip() == ""


def test_pages_say_where_they_are_told_of_changes(enter: Enter, app: App) -> None:
    open_cases(app, 1)
    ada = enter("reviewer")

    assert 'sse-connect="/queue/stream?since=' in ada.get("/queue").text
    assert 'sse-connect="/cases/c0/stream?since=0."' in ada.get("/cases/c0").text
