"""A team's steps: each needs a reason, none hides what is urgent, and whoever is handed a case is the one meant."""

from datetime import timedelta

import pytest

from cautery.app import App
from cautery.errors import Conflict, Invalid, Missing
from cautery.pipeline.cases import handling
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.leases import take, take_next
from cautery.pipeline.cases.review_queue import queue_page
from cautery.pipeline.cases.threats import raise_threat
from cautery.pipeline.entrance.staff import deactivate
from cautery.store.waiting import QueueFilter
from tests.pipeline.conftest import app
from tests.reviewing import EVERY, LEAVE, open_cases
from tests.staffed import join

__all__ = ["app"]


def test_what_is_assigned_is_handed_to_nobody_else(app: App) -> None:
    case = open_cases(app, 9)[0]
    ada, cyd = join(app, "ada", "reviewer"), join(app, "cyd", "reviewer")
    take(ada, case)
    handling.assign(app, case, "cyd", reason="reads Arabic")

    assert take_next(ada, EVERY) is None
    assert take_next(cyd, EVERY) == case
    assert [row.case.id for row in queue_page(app, QueueFilter(assignee="cyd"), most=9).rows] == [case]


def test_who_leaves_keeps_no_case(app: App) -> None:
    case = open_cases(app, 9)[0]
    join(app, "boss", "admin")
    ada, _ = join(app, "ada", "reviewer"), join(app, "cyd", "reviewer")
    handling.assign(app, case, "cyd", reason="reads Arabic")
    deactivate(app, "cyd")

    assert take_next(ada, EVERY) == case


def test_what_is_escalated_is_handed_to_that_role_alone(app: App) -> None:
    case = open_cases(app, 9)[0]
    ada, eva = join(app, "ada", "reviewer"), join(app, "eva", "senior")
    handling.escalate(ada, case, "senior", reason="a minister's account")

    assert take_next(ada, EVERY) is None
    assert take_next(eva, EVERY) == case
    assert handling.handlings_of(app, case)[0].reason == "a minister's account"
    with pytest.raises(Invalid, match="one of these roles"):
        handling.escalate(ada, case, "auditor", reason="x")


def test_what_is_put_off_is_not_shown_until_then_and_then_is(app: App) -> None:
    case = open_cases(app, 9)[0]
    ada = join(app, "ada", "reviewer")
    handling.snooze(ada, case, until=app.wall.now() + timedelta(hours=2), reason="waits for a translator")

    assert queue_page(app, EVERY, most=9).rows == ()
    assert take_next(ada, EVERY) is None
    assert [row.case.id for row in queue_page(app, QueueFilter(snoozed=True), most=9).rows] == [case]
    handling.wake(ada, case, reason="translated")
    assert take_next(ada, EVERY) == case


def test_nothing_urgent_is_put_off_and_nothing_beyond_its_due_time(app: App) -> None:
    soon, later = open_cases(app, 0.5, 9)
    ada = join(app, "ada", "reviewer")
    with pytest.raises(Invalid, match="is due on"):
        handling.snooze(ada, later, until=app.clock.now() + timedelta(hours=10), reason="x")
    with pytest.raises((Invalid, Conflict)):
        handling.snooze(ada, soon, until=app.clock.now() + timedelta(hours=1), reason="x")
    raise_threat(ada, later, "at the pier, tonight")
    with pytest.raises(Conflict, match="urgent"):
        handling.snooze(ada, later, until=app.clock.now() + timedelta(hours=1), reason="x")


def test_at_the_end_of_a_shift_all_that_one_has_goes_to_another(app: App) -> None:
    held, assigned, other = open_cases(app, 9, 10, 11)
    ada, cyd = join(app, "ada", "reviewer"), join(app, "cyd", "reviewer")
    take(ada, held)
    handling.assign(app, assigned, "ada", reason="x")
    done = handling.hand_over(ada, "cyd", reason="the first waits for an answer from the port")

    assert set(done.done) == {held, assigned}
    assert [row.case.id for row in queue_page(app, QueueFilter(assignee="cyd"), most=9).rows] == [held, assigned]
    assert take_next(ada, EVERY) == other
    assert handling.hand_over(cyd, "", reason="back to all").done == (held, assigned)
    assert queue_page(app, QueueFilter(assignee="cyd"), most=9).rows == ()


@pytest.mark.parametrize("reason", ["", "  "])
def test_every_step_says_why(reason: str, app: App) -> None:
    case = open_cases(app, 9)[0]
    join(app, "cyd", "reviewer")
    with pytest.raises(Invalid, match="Say why"):
        handling.assign(app, case, "cyd", reason=reason)


def test_nobody_is_assigned_what_they_may_not_take_or_what_is_decided(app: App) -> None:
    case = open_cases(app, 9)[0]
    join(app, "boss", "admin")
    with pytest.raises(Missing):
        handling.assign(app, case, "nobody", reason="x")
    with pytest.raises(Invalid, match="may not take"):
        handling.assign(app, case, "boss", reason="x")
    decide_case(join(app, "ada", "reviewer"), case, LEAVE)
    with pytest.raises(Conflict, match="does not wait"):
        handling.assign(app, case, "ada", reason="x")


def test_of_several_what_cannot_be_done_is_left_and_named(app: App) -> None:
    cases = open_cases(app, 9, 10)
    join(app, "ada", "reviewer")
    decide_case(app, cases[0], LEAVE)
    done = handling.assign_all(app, cases, "ada", reason="x")
    rests = handling.snooze_all(app, cases, until=app.clock.now() + timedelta(hours=1), reason="x")

    assert (done.done, len(done.left)) == ((cases[1],), 1)
    assert (rests.done, len(rests.left)) == ((cases[1],), 1)
    assert "ada" in handling.who_takes(app)
    assert (found := handling.waiting_now(app, cases[1])) is not None
    assert found.assignee == "ada"
