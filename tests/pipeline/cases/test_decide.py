"""The queue, and a person's decision that is kept with what it means to happen, or not at all."""

from datetime import timedelta

import pytest

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.errors import CauteryError, Conflict, Invalid, Missing, Refused
from cautery.kit.clock import FrozenClock
from cautery.model.case import CaseId
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.installation.verify_log import verify_log
from cautery.store import decisions
from tests.deciding import ALONE, SUSPEND, a_case, facts
from tests.world import NOON, person


def test_what_is_not_answered_in_time_is_overdue(app: App) -> None:
    a_case(app)
    due = NOON + timedelta(hours=72)

    assert [case.state for case in queue(app.config, app.clock, at=due)] == ["open"]
    assert [case.state for case in queue(app.config, app.clock, at=due + timedelta(seconds=1))] == ["overdue"]


def test_decided_cases_are_shown_only_on_request(app: App) -> None:
    case = a_case(app)
    decide_case(app, case, ALONE)

    assert queue(app.config, app.clock) == ()
    assert [(one.case, one.state) for one in queue(app.config, app.clock, everything=True)] == [(case, "decided")]


def test_a_decision_is_made_by_whoever_is_at_the_keys_and_means_an_action(app: App) -> None:
    case = a_case(app)
    judged = decide_case(app, case, SUSPEND)

    assert (judged.decision.by, judged.decision.at) == ("local:ada", app.clock.now())
    assert (judged.decision.verdict, judged.decision.clause, judged.decision.case) == ("violating", "promotes", case)
    assert [(action.measure, action.about) for action in judged.actions] == [("suspend", person("ada"))]
    assert facts(app) == (1, 1)


def test_leaving_alone_is_a_decision_and_means_no_action(app: App) -> None:
    judged = decide_case(app, a_case(app), ALONE)

    assert judged.decision.verdict == "benign"
    assert (judged.actions, facts(app)) == ((), (1, 0))


def test_decisions_and_actions_are_in_the_log(app: App) -> None:
    decide_case(app, a_case(app), SUSPEND)

    assert verify_log(app).ok
    assert verify_log(app).entries == 3  # the case, the decision, the action


@pytest.mark.parametrize(
    ("word", "error"),
    [
        (DecisionInput(measure="suspend", clause="promotes", reason=" "), Invalid),
        (DecisionInput(measure="suspend", clause=None, reason="so"), Invalid),
        (DecisionInput(measure="suspend", clause="nonsense", reason="so"), Missing),
        (DecisionInput(measure="mark", clause="threatens", reason="so"), Refused),
    ],
)
def test_what_the_policy_does_not_allow_leaves_no_trace(
    app: App, word: DecisionInput, error: type[CauteryError]
) -> None:
    case = a_case(app)
    with pytest.raises(error):
        decide_case(app, case, word)

    assert facts(app) == (0, 0)
    assert [one.case for one in queue(app.config, app.clock)] == [case]


def test_a_case_is_decided_once_unless_somebody_means_to_replace(app: App) -> None:
    case = a_case(app)
    decide_case(app, case, SUSPEND)
    with pytest.raises(Conflict, match="--replace"):
        decide_case(app, case, ALONE)
    replaced = decide_case(app, case, DecisionInput(measure="none", clause=None, reason="An error.", replaces=True))

    assert facts(app)[0] == 2
    with app.reading() as connection:
        assert decisions.of_case(connection, case)[-1] == replaced.decision


def test_no_such_case_is_missing(app: App) -> None:
    with pytest.raises(Missing, match="no case 'c9'"):
        decide_case(app, CaseId("c9"), ALONE)


def test_the_clock_of_the_installation_dates_a_decision(app: App) -> None:
    app.clock = FrozenClock(NOON + timedelta(days=400))

    assert decide_case(app, a_case(app), ALONE).decision.at == NOON + timedelta(days=400)
