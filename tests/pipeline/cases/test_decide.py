"""The queue, and a person's decision that is kept with what it means to happen, or not at all."""

from datetime import timedelta

import pytest

from cautery.app import App
from cautery.cases.opening import Complaint
from cautery.cases.review import Word
from cautery.errors import CauteryError, Conflict, Invalid, Missing, Refused
from cautery.kit.clock import FrozenClock
from cautery.model.account import Account
from cautery.model.case import CaseId
from cautery.model.suspicion import Reason, Suspicion
from cautery.pipeline.cases.decide import decide_case, open_noticed, open_suspected
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.cases.terminal_queue import queue
from cautery.store import actions, decisions
from tests.world import NOON, person

SUSPEND = Word(measure="suspend", clause="promotes", reason="Spreads the Guard's statements.")
ALONE = Word(measure="none", clause=None, reason="Reports about the Guard.")


def a_suspicion(account: str, chance: float = 0.9, *, neighbourhood: bool = True) -> Suspicion:
    reason = Reason(channel="links", bits=5.0, says="posts the notebook", evidence=("p1",))
    return Suspicion(about=person(account), chance=chance, bits=5.0, reasons=(reason,), neighbourhood=neighbourhood)


def a_complaint(account: str, *, notice: str = "n1", kind: str = "user") -> Complaint:
    return Complaint(notice=notice, about=person(account), post=None, kind=kind, category=None, at=NOON)


def a_case(app: App, account: str = "ada") -> CaseId:
    open_suspected(app, [a_suspicion(account)], at=NOON)
    return next(case.case for case in queue(app.config, app.clock) if case.about == person(account))


def waiting(app: App) -> list[Account]:
    return [case.about for case in queue(app.config, app.clock)]


def facts(app: App) -> tuple[int, int]:
    """How many decisions and how many actions are kept."""
    with app.reading() as connection:
        return len(decisions.every(connection)), len(actions.waiting(connection))


def test_a_case_is_opened_for_the_strong_around_removed_accounts_only(app: App) -> None:
    strong, weak = a_suspicion("ada"), a_suspicion("eve", 0.2)
    far = a_suspicion("ivo", neighbourhood=False)

    assert open_suspected(app, [strong, weak, far], at=NOON) == 1
    assert waiting(app) == [person("ada")]


def test_a_suspicion_opens_nothing_where_a_case_is_open_or_decided(app: App) -> None:
    open_suspected(app, [a_suspicion("ada"), a_suspicion("eve")], at=NOON)
    decide_case(app, queue(app.config, app.clock)[0].case, ALONE)

    assert open_suspected(app, [a_suspicion("ada"), a_suspicion("eve")], at=NOON + timedelta(days=1)) == 0


def test_a_notice_opens_one_case_also_after_it_was_decided(app: App) -> None:
    """Notices are read from history each time; what was answered is not asked again."""
    assert [open_noticed(app, [a_complaint("ada")]) for _ in range(2)] == [1, 0]
    decide_case(app, queue(app.config, app.clock)[0].case, ALONE)

    assert open_noticed(app, [a_complaint("ada")]) == 0
    assert open_noticed(app, [a_complaint("ada", notice="n2")]) == 1


def test_the_queue_puts_first_what_is_due_first(app: App) -> None:
    open_suspected(app, [a_suspicion("ada", 0.6), a_suspicion("eve", 0.9)], at=NOON)
    open_noticed(app, [a_complaint("ivo", kind="authority")])

    assert waiting(app) == [person("ivo"), person("eve"), person("ada")]


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
        (Word(measure="suspend", clause="promotes", reason=" "), Invalid),
        (Word(measure="suspend", clause=None, reason="so"), Invalid),
        (Word(measure="suspend", clause="nonsense", reason="so"), Missing),
        (Word(measure="mark", clause="threatens", reason="so"), Refused),
    ],
)
def test_what_the_policy_does_not_allow_leaves_no_trace(app: App, word: Word, error: type[CauteryError]) -> None:
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
    replaced = decide_case(app, case, Word(measure="none", clause=None, reason="An error.", replaces=True))

    assert facts(app)[0] == 2
    with app.reading() as connection:
        assert decisions.of_case(connection, case)[-1] == replaced.decision


def test_no_such_case_is_missing(app: App) -> None:
    with pytest.raises(Missing, match="no case 'c9'"):
        decide_case(app, CaseId("c9"), ALONE)


def test_the_clock_of_the_installation_dates_a_decision(app: App) -> None:
    app.clock = FrozenClock(NOON + timedelta(days=400))

    assert decide_case(app, a_case(app), ALONE).decision.at == NOON + timedelta(days=400)
