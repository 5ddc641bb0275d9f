"""An hour, a day, a week and a month afterwards, who came back is counted and stands with the takedown."""

from datetime import timedelta

import pytest

from cautery.app import App
from cautery.errors import Missing
from cautery.model.case import Case, CaseId, Continuation
from cautery.model.plan import PlanId, PlanStep
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.detection.operators import find_operators
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.takedowns.follow_up import due_follow_ups, follow_up, follow_up_due
from cautery.pipeline.takedowns.planning import begin, plan
from cautery.pipeline.takedowns.status import look_at
from cautery.store import cases, plans
from tests.hands import back, stranger
from tests.takedowns import SUSPEND, Quay, carried_through, later, member, planned
from tests.world import person


@pytest.fixture
def finished(app: App) -> PlanId:
    """Give a finished takedown of three."""
    name = planned(app, 3).id
    begin(app, name)
    carried_through(app, Quay(), name)
    return name


def came_back(app: App, name: str, *, of: int) -> CaseId:
    """Open a case that says that an account continues another."""
    at, earlier = app.clock.now(), member(of)
    back = Continuation(earlier=earlier, case=None, clause="promotes", reason="r", evidence=(), proposal="suspend")
    case = Case(
        id=CaseId(name),
        about=member(900),
        origin="return",
        chance=0.9,
        reasons=(),
        opened_at=at,
        due=at + timedelta(hours=24),
        continues=back,
    )
    with app.writing() as tx:
        cases.append(tx, [case])
    return case.id


def test_it_is_due_after_an_hour_a_day_a_week_and_a_month(app: App, finished: PlanId) -> None:
    assert due_follow_ups(app) == []
    assert due_follow_ups(later(app, hours=1)) == [(finished, 1)]
    assert due_follow_ups(later(app, days=30)) == [(finished, hours) for hours in (1, 24, 168, 720)]


def test_who_came_back_is_counted_once_and_stands_with_the_takedown(app: App, finished: PlanId) -> None:
    tomorrow = later(app, hours=25)
    theirs = came_back(tomorrow, "c1", of=1)
    came_back(tomorrow, "c2", of=77)
    first = follow_up(tomorrow, finished, 24)

    assert first.returned == (theirs,)
    assert follow_up(later(app, hours=26), finished, 24) == first
    assert look_at(app, finished).follow_ups == (first,)
    assert due_follow_ups(tomorrow) == [(finished, 1)]
    assert verify_log(app).ok


def test_a_takedown_that_nobody_knows_has_no_returns(app: App) -> None:
    with pytest.raises(Missing):
        follow_up(app, PlanId("p9"), 1)


def taken_down(app: App, number: int) -> PlanId:
    """Write down the finished takedown of one of the removed hands of the harbour."""
    at = app.clock.now()
    case = Case(
        id=CaseId(f"guard {number}"),
        about=person(f"guard {number}"),
        origin="suspicion",
        chance=0.9,
        reasons=(),
        opened_at=at,
        due=at,
    )
    with app.writing() as tx:
        cases.append(tx, [case])
    name = plan(app, case.id, SUSPEND).id
    begin(app, name)
    with app.writing() as tx:
        plans.append_step(tx, PlanStep(plan=name, state="finished", says="all is done", by=tx.by, at=tx.at))
    return name


def signed_up(app: App) -> None:
    """Let one come back before the takedowns, two after them, and a stranger."""
    afterwards = app.clock.now() + timedelta(minutes=5)
    with Ingestion(app) as door:
        door.accept([back(5), back(3, at=afterwards), back(4, at=afterwards), stranger(at=afterwards)])
        door.catch_up()


def test_it_looks_itself_at_who_came_since(harbour: App) -> None:
    name = taken_down(harbour, 3)
    signed_up(harbour)
    [found] = follow_up_due(later(harbour, hours=1))

    opened = {case.about.id: case.case for case in queue(harbour.config, harbour.clock)}
    assert set(opened) == {"back 3"}, "so long after the removal of another, a member of a household is as good a guess"
    assert (found.plan, found.hours, found.returned) == (name, 1, (opened["back 3"],))


def test_it_opens_nothing_that_comparing_everybody_would_not_open(harbour: App) -> None:
    taken_down(harbour, 3)
    signed_up(harbour)
    follow_up_due(later(harbour, hours=1))
    opened = {case.case for case in queue(harbour.config, harbour.clock)}
    find_operators(harbour)

    assert opened < {case.case for case in queue(harbour.config, harbour.clock)}
    assert {link.account.id for link in find_operators(harbour).links if link.named} == {"back 3", "back 5"}


def test_one_look_answers_for_all_that_are_due_and_none_is_asked_twice(harbour: App) -> None:
    first, second = taken_down(harbour, 3), taken_down(harbour, 4)
    signed_up(harbour)
    tomorrow = later(harbour, hours=24)
    found = follow_up_due(tomorrow)

    assert {(one.plan, one.hours) for one in found} == {(name, hours) for name in (first, second) for hours in (1, 24)}
    assert [len(one.returned) for one in found] == [1, 1, 1, 1]
    assert follow_up_due(tomorrow) == ()


def test_where_nothing_was_heard_nobody_came_back(app: App, finished: PlanId) -> None:
    [found] = follow_up_due(later(app, hours=1))

    assert found.returned == ()
