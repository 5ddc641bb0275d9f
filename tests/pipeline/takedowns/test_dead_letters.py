"""What was given up is shown to whoever asks whether all is well, with why and what to type next."""

from cautery.app import App
from cautery.errors import Permanent
from cautery.kit.clock import WallClock
from cautery.model.case import Case, CaseId
from cautery.model.plan import PlanId
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.installation.health_checks import Check, health_checks
from cautery.pipeline.notifications.account_holders import notify_due, retry_notifications
from cautery.pipeline.takedowns.dead_letters import failed_actions, failed_notifications
from cautery.pipeline.takedowns.executor import execute_pending
from cautery.pipeline.takedowns.planning import begin
from cautery.store import cases
from tests.takedowns import SUSPEND, Quay, carried_through, member, planned
from tests.world import NOON


def taken_down(app: App, many: int, *, refused: int = 0) -> PlanId:
    """Take down a network; the platform refuses some, and says why."""
    platform, made = Quay(), planned(app, many)
    platform.fails = [Permanent("it is somebody's name") for _ in range(refused)]
    begin(app, made.id)
    carried_through(app, platform, made.id)
    return made.id


def shown(app: App, name: str) -> Check:
    return next(check for check in health_checks(app).checks if check.name == name)


def test_a_refused_action_is_shown_with_why_and_what_to_type(app: App) -> None:
    name = taken_down(app, 5, refused=2)

    said = failed_actions(app)
    assert said.startswith(f"2 actions of takedown {name} failed")
    assert "it is somebody's name" in said
    assert said.endswith(f"then run: cautery takedown retry {name}")


def test_what_belongs_to_no_takedown_is_shown_too(app: App) -> None:
    at = NOON
    case = Case(id=CaseId("c1"), about=member(1), origin="notice", chance=None, reasons=(), opened_at=at, due=at)
    with app.writing() as tx:
        cases.append(tx, [case])
    decide_case(app, case.id, SUSPEND)
    platform = Quay()
    platform.fails = [Permanent("no")]
    execute_pending(app, platform)

    assert failed_actions(app).startswith("1 action of no takedown failed")
    assert failed_actions(app).endswith("then run: cautery takedown retry")


def test_letters_that_nobody_can_send_are_shown_until_they_are_sent_again(app: App) -> None:
    taken_down(app, 3)
    app.wall = WallClock()
    notify_due(app)

    said = failed_notifications(app)
    assert said.startswith("3 letters to account holders failed, for example: no way to tell account holders is set")
    assert said.endswith("then run: cautery takedown resend")
    retry_notifications(app)
    assert failed_notifications(app) == ""


def test_they_wait_for_somebody_and_the_installation_is_sound(app: App) -> None:
    assert (shown(app, "actions").waits, shown(app, "letters").says) == (False, "none are given up")
    taken_down(app, 5, refused=1)

    health = health_checks(app)
    assert health.ok
    assert [check.name for check in health.checks if check.waits] == ["actions"]
