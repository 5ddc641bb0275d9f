"""The like is shown with how it was decided; what waits and is nearly the same is decided with it, each for itself."""

from dataclasses import replace

import pytest

from cautery.app import App
from cautery.cases.exemptions import ExemptionAssessment
from cautery.cases.likeness import marks_of
from cautery.errors import Conflict
from cautery.model.case import CaseId
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.leases import take
from cautery.pipeline.cases.similar_cases import alike, decide_same
from cautery.pipeline.detection.suspects import suspects
from cautery.pipeline.installation.verify_log import verify_log
from cautery.store import cases, exhibits, marks
from tests.cases.test_likeness import CALL, OTHER, a_case
from tests.deciding import SUSPEND


def shown(app: App, *told: tuple[str, str]) -> list[CaseId]:
    """Open cases that show a text each."""
    with app.writing() as tx:
        for name, text in told:
            case, exhibit = a_case(name, text)
            case = replace(case, due=case.due.replace(year=2099))
            cases.append(tx, [case])
            exhibits.append(tx, [exhibit])
            marks.add(tx.connection, case.id, marks_of(case, exhibit))
    return [CaseId(name) for name, _ in told]


def test_what_waits_and_is_the_same_is_decided_by_one_word_more_each_for_itself(app: App) -> None:
    ana, ben, cay, dan = shown(app, ("ana", CALL), ("ben", CALL + "!"), ("cay", CALL), ("dan", OTHER))
    decide_case(app, ana, SUSPEND, assessed=ExemptionAssessment(purpose="news", says="only claimed"))
    assert {twin.case.id for twin in alike(app, ana).waiting} == {ben, cay}
    same = decide_same(app, ana, [ben, cay, dan])

    assert same.decided == (ben, cay)
    assert "dan does not wait any more, or is not the same" in same.left[0]
    made = [look_at(app, name).decisions[-1] for name in (ben, cay)]
    assert [(one.about.id, one.measure, one.by) for one in made] == [
        ("ben", "suspend", app.person),
        ("cay", "suspend", app.person),
    ]
    assert look_at(app, dan).decisions == ()
    assert [assessed.says for name in (ben, cay) if (assessed := look_at(app, name).assessment)] == ["only claimed"] * 2
    assert verify_log(app).ok


def test_what_somebody_else_looks_at_or_decided_is_left_to_them(app: App) -> None:
    ana, ben, cay = shown(app, ("ana", CALL), ("ben", CALL), ("cay", CALL))
    decide_case(app, ana, SUSPEND)
    take(app.acting_as("eva"), ben)
    decide_case(app.acting_as("eva"), cay, SUSPEND)
    same = decide_same(app, ana, [ben, cay])

    assert same.decided == ()
    assert "eva is looking at case ben" in same.left[0]


def test_only_whoever_decided_the_one_decides_the_others_with_it(app: App) -> None:
    ana, ben = shown(app, ("ana", CALL), ("ben", CALL))
    with pytest.raises(Conflict, match="Only whoever decided"):
        decide_same(app, ana, [ben])
    decide_case(app.acting_as("eva"), ana, SUSPEND)
    with pytest.raises(Conflict, match="Only whoever decided"):
        decide_same(app, ana, [ben])


def test_how_the_like_was_decided_is_shown_and_the_unlike_is_not(app: App) -> None:
    ana, ben, dan = shown(app, ("ana", CALL), ("ben", CALL), ("dan", OTHER))
    decide_case(app, ana, SUSPEND)
    decide_case(app, dan, SUSPEND)
    [similar] = alike(app, ben).decided

    assert (similar.case.id, similar.decision.measure, similar.shared.says) == (ana, "suspend", "the same words")
    assert alike(app, CaseId("c9")).decided == ()


def test_newly_opened_cases_are_marked(town: App) -> None:
    assert suspects(town)
    with town.reading() as connection:
        opened = cases.undecided(connection)
        marked = [case.id for case in opened if exhibits.of_case(connection, case.id)]
        assert marked
        assert marks.sharing(connection, CaseId("c9"), most=9) == []
        for case in marked:
            found = exhibits.of_case(connection, case)
            assert found is not None
