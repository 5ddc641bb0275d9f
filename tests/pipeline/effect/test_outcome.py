"""What came of a takedown is one sentence, about that takedown and no other, and never more than was measured."""

from datetime import timedelta

import msgspec
import pytest

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.model.account import Account
from cautery.model.case import Case, CaseId
from cautery.model.plan import PlanId
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.effect.measure import effect, kept
from cautery.pipeline.effect.outcome import outcome_of, outcome_of_plan
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.takedowns.control import undo_whole
from cautery.pipeline.takedowns.planning import begin, refuse
from cautery.store import cases
from tests.takedowns import QUAY, member, planned
from tests.world import NOON, person, post

DAY = f"day:{NOON + timedelta(days=30):%Y-%m-%d}"


@pytest.fixture
def plan(town: App) -> PlanId:
    """Plan to take three accounts of the quay down, which posted for some days."""
    said = [post(member(n).id, f"lamp {n} {day}", at=NOON + timedelta(days=day)) for n in range(3) for day in range(9)]
    with Ingestion(town) as door:
        door.accept([msgspec.structs.replace(one, platform=QUAY) for one in said])
        door.catch_up()
    return planned(town, 3).id


def suspended_here(app: App, about: Account) -> CaseId:
    """Suspend an account by a case of its own."""
    case = CaseId(f"about {about.id}")
    with app.writing() as tx:
        opened = Case(id=case, about=about, origin="notice", chance=None, reasons=(), opened_at=tx.at, due=tx.at)
        cases.append(tx, [opened])
    decide_case(app, case, DecisionInput(measure="suspend", clause="promotes", reason="keeps the lamps"))
    return case


def test_before_it_is_measured_it_says_how_to(town: App, plan: PlanId) -> None:
    begin(town, plan)
    told = outcome_of_plan(town, plan)

    assert told.says.endswith(f"measure it with: cautery effect --takedown {plan}")
    assert told.takedown == plan


def test_a_plan_is_measured_by_its_id_and_counts_its_own_accounts_alone(town: App, plan: PlanId) -> None:
    begin(town, plan)
    suspended_here(town, person("elder"))
    found = effect(town, takedown=plan)

    assert found.takedown == plan
    assert set(found.measures["survival"].headline.rows) == {f"quay:{member(n).id}" for n in range(3)}
    assert outcome_of_plan(town, plan).says.startswith("3 accounts suspended; the effect cannot be told yet")


def test_the_latest_plans_are_measured_with_everything(town: App, plan: PlanId) -> None:
    begin(town, plan)
    suspended_here(town, person("elder"))
    found = effect(town)

    assert {(one.id, one.accounts) for one in found.takedowns} == {(plan, 3), (DAY, 1)}
    assert outcome_of_plan(town, plan).says.startswith("3 accounts suspended")
    assert kept(town, takedown=DAY) is None


def test_by_a_network_s_name_all_plans_about_it_are_meant(town: App, plan: PlanId) -> None:
    begin(town, plan)

    assert effect(town, takedown="lanterns").says == effect(town, takedown=plan).says


@pytest.mark.parametrize("begun", [False, True])
def test_of_what_was_not_begun_or_was_taken_back_nothing_is_claimed(town: App, plan: PlanId, begun: bool) -> None:
    if begun:
        begin(town, plan)
        effect(town)
        undo_whole(town, plan, reason="a choir")
    else:
        refuse(town, plan, reason="a doubt")
    told = outcome_of_plan(town, plan)

    assert told.takedown is None
    assert ("taken back as a whole" if begun else "not begun") in told.says


def test_a_case_without_a_plan_is_measured_with_its_day(town: App) -> None:
    case = suspended_here(town, person("returned"))
    assert outcome_of(town, case).says.endswith(f"cautery effect --takedown {DAY}")

    effect(town, takedown=DAY)

    assert outcome_of(town, case).says.startswith("1 account suspended; the effect cannot be told yet")


def test_of_a_case_in_which_nobody_was_suspended_there_is_no_result(town: App) -> None:
    assert outcome_of(town, CaseId("nothing")).says == "Nobody was suspended in this case."
