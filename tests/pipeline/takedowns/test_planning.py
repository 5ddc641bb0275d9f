"""One decision for many accounts: seen first, approved by somebody else, held, and undone whole."""

import pytest

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.enforcement.guards import Limits
from cautery.errors import Conflict, Invalid, Refused
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.takedowns.control import undo_whole
from cautery.pipeline.takedowns.planning import approve, begin, force, plan, ratify, refuse
from cautery.pipeline.takedowns.status import every, look_at
from cautery.store import actions, decisions
from tests.takedowns import SUSPEND, Quay, a_network, carried_through, later, member, planned, with_limits

SECOND = "ben"


def test_a_plan_does_nothing_yet(app: App) -> None:
    made = planned(app, 30)

    assert look_at(app, made.id).state == "planned"
    with app.reading() as connection:
        assert (decisions.every(connection), actions.waiting(connection)) == ([], [])


def test_who_proposes_does_not_approve_and_nobody_begins_a_large_one_alone(app: App) -> None:
    made = planned(app, 30)
    with pytest.raises(Refused, match="second person"):
        approve(app, made.id)
    with pytest.raises(Refused, match="second person"):
        begin(app, made.id)

    assert look_at(app, made.id).state == "planned"


def test_a_second_person_makes_it_one_decision_about_each_with_its_action_and_stage(app: App) -> None:
    made = planned(app, 30)
    judged = approve(app.acting_as(SECOND), made.id)

    assert {action.about for action in judged.actions} == {member(n) for n in range(30)}
    assert {action.plan for action in judged.actions} == {made.id}
    assert [sum(action.stage == stage for action in judged.actions) for stage in (1, 2, 3)] == [1, 2, 27]
    with app.reading() as connection:
        assert {one.by for one in decisions.every(connection)} == {"local:ada"}
    assert verify_log(app).ok


def test_a_small_one_needs_nobody_else(app: App) -> None:
    made = planned(app, 5)
    judged = begin(app, made.id)

    assert len(judged.actions) == 5
    with pytest.raises(Conflict, match="approved already"):
        begin(app, made.id)


def test_an_order_lets_one_person_begin_and_another_ratifies(app: App) -> None:
    made = planned(app, 30)
    force(app, made.id, order="HO-7/2020, received 11:40")
    with pytest.raises(Refused, match="second person"):
        ratify(app, made.id)
    ratify(app.acting_as(SECOND), made.id)

    assert [step.state for step in look_at(app, made.id).steps] == ["planned", "forced", "ratified"]
    with pytest.raises(Conflict):
        ratify(app.acting_as(SECOND), made.id)


def test_without_an_order_nobody_acts_alone(app: App) -> None:
    made = planned(app, 30)
    with pytest.raises(Invalid):
        force(app, made.id, order=" ")

    assert look_at(app, made.id).state == "planned"


def test_a_refused_plan_stays_refused(app: App) -> None:
    made = planned(app, 30)
    refuse(app.acting_as(SECOND), made.id, reason="two of them are reporters")

    with pytest.raises(Conflict, match="refused already"):
        approve(app.acting_as(SECOND), made.id)
    assert [(step.plan, step.state) for step in every(app)] == [(made.id, "refused")]


def test_a_day_has_a_limit(app: App) -> None:
    limited = with_limits(app, Limits(a_day=40))
    first = planned(limited, 30)
    approve(limited.acting_as(SECOND), first.id)
    second = plan(
        limited,
        a_network(limited, 12, name="another", since=30),
        DecisionInput(measure="suspend", clause="promotes", reason="r"),
    )
    with pytest.raises(Refused, match="30 accounts, and this one"):
        approve(limited.acting_as(SECOND), second.id)

    tomorrow = later(limited, hours=25)
    assert approve(tomorrow.acting_as(SECOND), second.id).actions != ()


def test_whom_others_decided_about_is_left_out_and_told(app: App) -> None:
    first = planned(app, 5)
    begin(app, first.id)
    second = plan(app, a_network(app, 8, name="another"), SUSPEND)

    assert {one.account for one in second.targets} == {member(n) for n in (5, 6, 7)}
    assert {one.account for one in second.left_out} == {member(n) for n in range(5)}


def test_an_undo_leaves_alone_whom_somebody_decided_about_since(app: App) -> None:
    platform, made = Quay(), planned(app, 5)
    begin(app, made.id)
    carried_through(app, platform, made.id)
    decide_case(
        app, made.case, DecisionInput(measure="suspend", clause="recruits", reason="Worse still.", replaces=True)
    )

    assert undo_whole(app, made.id, reason="late") == 0
    carried_through(app, platform, made.id)
    assert len(platform.suspended()) == 5


def test_a_large_network_is_not_decided_by_one_person_alone(app: App) -> None:
    case = a_network(app, 21)
    with pytest.raises(Refused, match=r"21 accounts.*cautery takedown plan"):
        decide_case(app, case, SUSPEND)
    decide_case(app, case, DecisionInput(measure="none", clause=None, reason="A fan club."))

    with app.reading() as connection:
        assert actions.waiting(connection) == []


def test_only_the_members_that_were_selected_are_decided_about(app: App) -> None:
    """The others are named with why they are left out, and stay undecided when the plan begins."""
    made = plan(app, a_network(app, 5), SUSPEND, only=[member(1), member(3)])
    judged = begin(app, made.id)

    assert {target.account for target in made.targets} == {member(1), member(3)}
    assert {one.account: one.says for one in made.left_out} == {member(n): "not selected" for n in (0, 2, 4)}
    assert {action.about for action in judged.actions} == {member(1), member(3)}


def test_a_selection_of_strangers_or_of_nobody_is_refused(app: App) -> None:
    case = a_network(app, 3)
    with pytest.raises(Invalid, match="'lantern000009' is not an account of this case"):
        plan(app, case, SUSPEND, only=[member(1), member(9)])
    with pytest.raises(Invalid, match="No account is selected"):
        plan(app, case, SUSPEND, only=[])
