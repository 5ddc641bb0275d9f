"""A takedown goes on by itself, stage by stage, and stops by itself when something is wrong."""

from datetime import timedelta

import pytest

from cautery.app import App
from cautery.enforcement.guards import Limits
from cautery.errors import Missing, Permanent, Temporary
from cautery.model.plan import PlanId
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.takedowns.control import resume
from cautery.pipeline.takedowns.executor import LOOSE, Executor, try_again
from cautery.pipeline.takedowns.planning import approve, force, ratify
from cautery.pipeline.takedowns.progress import carry_on, in_motion, look_now
from cautery.pipeline.takedowns.status import look_at
from cautery.store import outbox
from tests.takedowns import QUAY, Quay, carried_through, later, member, planned, with_limits

SIZE = 200


@pytest.fixture
def made(app: App) -> PlanId:
    """Give a takedown of two hundred that two people want."""
    name = planned(app, SIZE).id
    approve(app.acting_as("ben"), name)
    return name


def test_the_first_stage_is_watched_before_the_next_begins(app: App, made: PlanId) -> None:
    platform = Quay()
    told = carried_through(app, platform, made)

    assert len(platform.asked) == 2
    assert told[-1].says == f"the next stage begins at {app.clock.now() + timedelta(minutes=15):%H:%M} UTC"
    carried_through(later(app, minutes=15), platform, made)
    assert len(platform.asked) == 20
    carried_through(later(app, minutes=30), platform, made)
    assert len(platform.asked) == SIZE
    assert set(platform.asked.values()) == {1}
    assert look_at(app, made).state == "finished"
    assert verify_log(app).ok


def test_it_stops_when_a_stage_does_not_hold_and_goes_on_when_a_person_says_so(app: App, made: PlanId) -> None:
    platform = Quay()
    platform.gone = {member(n) for n in range(SIZE)}
    carried_through(app, platform, made)

    stopped = look_at(app, made)
    assert (stopped.state, stopped.count("gone"), stopped.count("meant")) == ("stopped", 2, SIZE - 2)
    platform.gone = set()
    resume(app, made, reason="they had been renamed")
    carried_through(later(app, days=1), platform, made)
    assert len(platform.asked) >= SIZE * 0.1 - 2


def test_what_the_platform_refuses_is_parked_shown_and_tried_again_by_hand(app: App, made: PlanId) -> None:
    platform = Quay()
    platform.fails = [Permanent("not today")]
    quick = with_limits(app, Limits(stage_wait_minutes=0, stop_below_verified=0))
    carried_through(quick, platform, made)
    with app.reading() as connection:
        parked = outbox.keys_in(connection, ["parked"], plan=made, most=9)

    assert len(parked) == 1
    assert try_again(app, parked) == 1
    carried_through(quick, platform, made)
    assert look_at(app, made).count("confirmed") == SIZE
    assert set(platform.asked.values()) == {1}


def test_a_platform_that_never_answers_is_given_up_after_some_tries(app: App, made: PlanId) -> None:
    platform = Quay()
    platform.fails = [Temporary("the line is dead")] * 10_000
    short = with_limits(app, Limits(tries=3))
    carried_through(short, platform, made)

    stopped = look_at(app, made)
    assert (stopped.state, stopped.count("parked")) == ("stopped", 2)
    assert 10_000 - len(platform.fails) == 3 * 2


def test_the_patience_that_a_platform_asks_for_is_kept(app: App, made: PlanId) -> None:
    platform = Quay()
    platform.fails = [Temporary("slowly", retry_after_s=40)]
    crew = {QUAY: Executor(app, platform, at_once=1)}
    first = carry_on(app, crew, made)
    assert (first.carried.sent, first.carried.waiting) == (0, 2)
    crew = {QUAY: Executor(later(app, seconds=39), platform)}
    carry_on(later(app, seconds=39), crew, made)
    asked_early = len(platform.asked)
    carry_on(later(app, seconds=41), {QUAY: Executor(later(app, seconds=41), platform)}, made)

    assert (asked_early, len(platform.asked)) == (1, 2)


def test_what_is_in_force_is_looked_at_again_after_days_and_drift_is_told(app: App, made: PlanId) -> None:
    platform, quick = Quay(), with_limits(app, Limits(stage_wait_minutes=0))
    carried_through(quick, platform, made)
    platform.in_force[member(3)].clear()
    tomorrow = later(quick, hours=25)
    carry_on(tomorrow, {QUAY: Executor(tomorrow, platform)}, made)

    assert (look_at(app, made).count("drifted"), look_at(app, made).count("confirmed")) == (1, SIZE - 1)
    assert verify_log(app).ok


def test_a_look_by_hand_takes_no_later_look_away(app: App, made: PlanId) -> None:
    platform, quick = Quay(), with_limits(app, Limits(stage_wait_minutes=0))
    carried_through(quick, platform, made)
    for hours in (1, 2, 3):
        look_now(later(quick, hours=hours), {QUAY: Executor(later(quick, hours=hours), platform)}, made)
    drifted = []
    for number, days in enumerate((1, 2, 7, 8), start=1):
        platform.in_force[member(number)].clear()
        then = later(quick, days=days, minutes=5)
        carry_on(then, {QUAY: Executor(then, platform)}, made)
        drifted.append(look_at(app, made).count("drifted"))

    assert drifted == [1, 1, 3, 3]


def test_a_look_by_hand_after_all_others_still_sees_what_is_not_in_force(app: App, made: PlanId) -> None:
    platform, quick = Quay(), with_limits(app, Limits(stage_wait_minutes=0))
    carried_through(quick, platform, made)
    late = later(quick, days=20)
    crew = {QUAY: Executor(late, platform)}
    carry_on(late, crew, made)
    platform.in_force[member(3)].clear()

    assert [look_now(late, crew, made).drifted for _ in range(2)] == [1, 0]


def test_what_is_in_motion_is_known(app: App, made: PlanId) -> None:
    assert in_motion(app) == [made]
    carried_through(with_limits(app, Limits(stage_wait_minutes=0)), Quay(), made)

    assert in_motion(app) == []


def test_a_turn_of_nothing_does_nothing(app: App) -> None:
    assert carry_on(app, {QUAY: Executor(app, Quay())}, LOOSE).wait_s is None
    with pytest.raises(Missing):
        carry_on(app, {QUAY: Executor(app, Quay())}, PlanId("p9"))


def test_what_one_person_began_and_nobody_ratified_in_time_goes_no_further(app: App) -> None:
    platform, name = Quay(), planned(app, SIZE).id
    force(app, name, order="HO-7/2020")
    carried_through(app, platform, name)
    tomorrow = later(app, hours=25)
    carried_through(tomorrow, platform, name)

    assert (look_at(app, name).state, len(platform.asked)) == ("stopped", 2)
    resume(tomorrow, name, reason="nobody came")
    carried_through(tomorrow, platform, name)
    assert (look_at(app, name).state, len(platform.asked)) == ("stopped", 2)
    ratify(tomorrow.acting_as("ben"), name)
    carried_through(tomorrow, platform, name)
    assert len(platform.asked) > 2
