"""An hour, a day, a week and a month afterwards, who came back is counted and stands with the takedown."""

from datetime import timedelta

import pytest

from cautery.app import App
from cautery.errors import Missing
from cautery.model.case import Case, CaseId, Continues
from cautery.model.plan import PlanId
from cautery.pipeline.follow_up import due_follow_ups, follow_up
from cautery.pipeline.plan import begin, look_at
from cautery.pipeline.prove import verify_log
from cautery.store import cases
from tests.takedowns import Quay, carried_through, later, member, planned


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
    back = Continues(earlier=earlier, case=None, clause="promotes", reason="r", evidence=(), proposal="suspend")
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
