"""Takedowns are kept whole: the plan, each step, each turn of the switch, each protection."""

from cautery.model.plan import EnforcementHold, FollowUp, PlanId, PlanState, PlanStep, Protection
from cautery.store import plans
from cautery.store.database import Database
from tests.enforcement.plans import a_plan
from tests.store.conftest import NOON, Open
from tests.takedowns import member


def test_a_plan_is_kept_with_that_it_was_made(either: Database, writing: Open) -> None:
    made = a_plan(30)
    with writing() as tx:
        plans.append(tx, made)

    with either.reading() as connection:
        assert plans.get(connection, made.id) == made
        assert plans.get(connection, PlanId("other")) is None
        assert [step.state for step in plans.steps_of(connection, made.id)] == ["planned"]
        assert plans.of_case(connection, made.case) == [made.id]


def test_the_last_step_of_each_plan_is_listed(either: Database, writing: Open) -> None:
    made = a_plan(3)
    with writing() as tx:
        plans.append(tx, made)
        plans.append_step(tx, PlanStep(plan=made.id, state="approved", says="yes", by="ben", at=NOON))

    with either.reading() as connection:
        assert [(step.plan, step.state, step.by) for step in plans.latest(connection)] == [(made.id, "approved", "ben")]


def test_the_switch_of_everything_holds_each_plan_and_each_has_its_own(either: Database, writing: Open) -> None:
    one, other = PlanId("p1"), PlanId("p2")
    everything = EnforcementHold(plan=None, on=True, says="the platform changes", by="ada", at=NOON)
    with writing() as tx:
        plans.append_hold(tx, EnforcementHold(plan=one, on=True, says="a doubt", by="ada", at=NOON))
    with either.reading() as connection:
        held = plans.held(connection, one)
        assert held is not None
        assert held.says == "a doubt"
        assert plans.held(connection, other) is None
    with writing() as tx:
        plans.append_hold(tx, everything)

    with either.reading() as connection:
        assert plans.held(connection, other) == plans.held(connection, None) == everything


def test_a_switch_that_was_turned_back_holds_nothing(either: Database, writing: Open) -> None:
    with writing() as tx:
        for on in (True, False):
            plans.append_hold(tx, EnforcementHold(plan=None, on=on, says="so", by="ada", at=NOON))

    with either.reading() as connection:
        assert plans.held(connection, PlanId("p1")) is None


def test_the_last_word_about_a_protection_holds(either: Database, writing: Open) -> None:
    first, second = (
        Protection(account=member(n), kind="journalist", says="writes for the gazette", by="ada", at=NOON)
        for n in (1, 2)
    )
    with writing() as tx:
        plans.append_protection(tx, first)
        plans.append_protection(tx, second)
        plans.append_protection(tx, Protection(account=member(2), kind=None, says="left it", by="ada", at=NOON))

    with either.reading() as connection:
        assert plans.protected(connection) == {member(1): first}
        assert plans.protected(connection, [member(2)]) == {}


def test_what_was_followed_up_is_known_by_takedown_and_hours(either: Database, writing: Open) -> None:
    one, other = PlanId("p1"), PlanId("p2")
    with writing() as tx:
        for name, hours in ((one, 1), (one, 24), (other, 1)):
            plans.append_follow_up(tx, FollowUp(plan=name, hours=hours, returned=(), at=NOON))

    with either.reading() as connection:
        assert plans.followed_up(connection) == {(one, 1), (one, 24), (other, 1)}
        assert [found.hours for found in plans.follow_ups_of(connection, one)] == [1, 24]


def test_what_one_person_began_alone_is_to_be_ratified_until_it_is_or_is_undone(
    either: Database, writing: Open
) -> None:
    def step(name: str, *states: PlanState) -> None:
        for state in states:
            plans.append_step(tx, PlanStep(plan=PlanId(name), state=state, says="so", by="ada", at=NOON))

    with writing() as tx:
        step("finished", "forced", "finished")
        step("ratified", "forced", "ratified", "finished")
        step("undone", "forced", "stopped", "undone")
        step("approved", "approved")

    with either.reading() as connection:
        assert [one.plan for one in plans.unconfirmed_plans(connection)] == ["finished"]
