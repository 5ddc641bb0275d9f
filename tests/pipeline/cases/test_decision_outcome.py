"""What became of a word is told, and one word about many accounts is one."""

from pathlib import Path

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.model.action import ActionReceipt
from cautery.model.case import CaseId
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.decision_outcome import DecisionGroup, became
from cautery.store import actions
from tests.pipeline.detection.test_networks import heard, suspended
from tests.reviewing import open_cases

__all__ = ["heard"]


def told(app: App, case: CaseId) -> tuple[DecisionGroup, ...]:
    return became(app, look_at(app, case).decisions)


def test_a_word_about_a_network_is_one_however_many_it_meets(heard: App, tmp_path: Path) -> None:
    made = suspended(heard, tmp_path)
    assert made.decision.case is not None
    [word] = told(heard, made.decision.case)

    assert (word.about, word.by_state) == (6, {"waiting": 6})


def test_what_became_of_actions_is_told_and_the_last_word_comes_first(app: App) -> None:
    case = open_cases(app, 1)[0]
    first = decide_case(app, case, DecisionInput(measure="suspend", clause="promotes", reason="lamps"))
    with app.writing() as tx:
        got = ActionReceipt(action=first.actions[0].key, state="confirmed", at=tx.at, says="ok")
        actions.append_receipts(tx, [got])
    decide_case(app, case, DecisionInput(measure="none", clause=None, reason="a song", replaces=True))

    assert [(word.decision.measure, dict(word.by_state)) for word in told(app, case)] == [
        ("none", {}),
        ("suspend", {"recalled": 1}),
    ]
