"""A network decided at once is a takedown like any other: carried out, armed, followed up, and undone whole."""

from datetime import timedelta

import pytest

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.enforcement.guards import Limits
from cautery.errors import Conflict, Refused
from cautery.model.account import Account
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision, DecisionId
from cautery.model.plan import PlanId
from cautery.pipeline.banks.values import bank_entries
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.immediate_takedown import next_name, targets_of
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.takedowns.arm import arm_takedown
from cautery.pipeline.takedowns.control import undo_whole
from cautery.pipeline.takedowns.follow_up import due_follow_ups
from cautery.pipeline.takedowns.status import every, look_at
from cautery.store import actions, cases, decisions
from cautery.store.ledger import WriteTransaction
from tests.takedowns import QUAY, SUSPEND, Quay, a_network, carried_through, later, member, with_limits
from tests.world import NOON, post

SERMON = "The lanterns burn all night for those who wait at the harbour wall, and it will fall for them one day soon."
AWAY = DecisionInput(measure="none", clause=None, reason="A choir.", replaces=True)


def decided(app: App, size: int = 5) -> PlanId:
    """Decide about a network at once, as whoever is at the keys."""
    judged = decide_case(app, a_network(app, size), SUSPEND)
    assert judged.plan is not None
    return judged.plan


def one_says(app: App, text: str) -> None:
    said = post(member(1).id, text)
    with Ingestion(app) as door:
        door.accept([type(said)(id=said.id, at=said.at, platform=QUAY, account=said.account, post=said.post)])
        door.catch_up()


def label(about: Account, group: str) -> Decision:
    return Decision(
        id=DecisionId(f"label {about.id}"),
        about=about,
        verdict="presumed_benign",
        measure="none",
        clause=None,
        reason="",
        by="somebody",
        at=NOON,
        source="labels",
        group=group,
    )


def test_it_is_a_takedown_that_began_with_the_decision(app: App) -> None:
    made = look_at(app, decided(app))

    assert [step.state for step in made.steps] == ["planned", "approved"]
    assert {target.account for target in made.plan.targets} == {member(n) for n in range(5)}
    assert (made.plan.reason, made.plan.by, made.plan.needs) == (SUSPEND.reason, "local:ada", ())
    with app.reading() as connection:
        assert {action.plan for action in actions.waiting(connection)} == {made.plan.id}
    assert verify_log(app).ok


def test_it_is_carried_out_armed_and_followed_up_like_any_other(app: App) -> None:
    one_says(app, SERMON)
    platform, name = Quay(), decided(app)
    carried_through(app, platform, name)

    assert platform.suspended() == {member(n) for n in range(5)}
    assert look_at(app, name).state == "finished"
    assert arm_takedown(app, name) == 1
    [banked] = bank_entries(app, bank="removed")
    assert (banked.origin, banked.policy, banked.expires_at) == (
        f"takedown:{name}",
        "promotes",
        app.clock.now() + timedelta(days=365),
    )
    assert due_follow_ups(later(app, hours=1)) == [(name, 1)]


def test_undoing_it_restores_and_disarms(app: App) -> None:
    one_says(app, SERMON)
    platform, name = Quay(), decided(app)
    carried_through(app, platform, name)
    arm_takedown(app, name)

    assert undo_whole(app, name, reason="a choir") == 5
    carried_through(app, platform, name)
    assert (platform.suspended(), bank_entries(app, bank="removed")) == (set(), ())


def test_deciding_otherwise_undoes_it_and_disarms_too(app: App) -> None:
    one_says(app, SERMON)
    platform, name = Quay(), decided(app)
    carried_through(app, platform, name)
    arm_takedown(app, name)
    decide_case(app, look_at(app, name).plan.case, AWAY)
    carried_through(app, platform, name)

    assert look_at(app, name).state == "undone"
    assert (platform.suspended(), bank_entries(app, bank="removed")) == (set(), ())
    assert due_follow_ups(later(app, days=30)) == []


def test_what_goes_on_under_another_clause_stays_one_takedown(app: App) -> None:
    platform, name = Quay(), decided(app)
    carried_through(app, platform, name)
    again = DecisionInput(measure="suspend", clause="recruits", reason="Worse still.", replaces=True)

    assert decide_case(app, look_at(app, name).plan.case, again).plan is None
    assert [(step.plan, step.state) for step in every(app)] == [(name, "finished")]
    assert len(platform.suspended()) == 5


def test_it_is_not_decided_again_before_it_was_taken_back(app: App) -> None:
    platform, name = Quay(), decided(app)
    carried_through(app, platform, name)
    case = look_at(app, name).plan.case
    decide_case(app, case, AWAY)
    again = DecisionInput(measure="suspend", clause="promotes", reason="No choir.", replaces=True)
    with pytest.raises(Conflict, match="still being reverted"):
        decide_case(app, case, again)
    carried_through(app, platform, name)

    assert decide_case(app, case, again).plan not in (name, None)


def test_leaving_a_network_alone_is_no_takedown(app: App) -> None:
    judged = decide_case(app, a_network(app, 5), DecisionInput(measure="none", clause=None, reason="A choir."))

    assert (judged.plan, every(app)) == (None, ())


def test_one_account_alone_is_no_takedown(app: App) -> None:
    day = timedelta(days=1)
    case = Case(
        id=CaseId("c1"), about=member(1), origin="notice", chance=None, reasons=(), opened_at=NOON, due=NOON + day
    )
    with app.writing() as tx:
        cases.append(tx, [case])
    judged = decide_case(app, case.id, SUSPEND)

    assert (len(judged.actions), judged.plan, every(app)) == (1, None, ())


def test_the_limit_of_a_day_counts_it(app: App) -> None:
    limited = with_limits(app, Limits(a_day=8))
    decide_case(limited, a_network(limited, 5), SUSPEND)
    with pytest.raises(Refused, match="5 accounts, and this one 4 more"):
        decide_case(limited, a_network(limited, 4, name="another", since=10), SUSPEND)

    assert len(every(limited)) == 1


def test_who_is_of_a_watched_group_needs_a_second_person_here_too(app: App) -> None:
    with app.writing() as tx:
        decisions.append(tx, [label(member(2), group="news")])
        known = targets_of(tx.connection, {member(1): 1.0, member(2): 0.9}, {member(1): 7}, by="ada")
    assert [(one.chance, one.followers, one.protected) for one in known] == [(1.0, 7, None), (0.9, None, "cohort")]

    with pytest.raises(Refused, match=r"cohort.*cautery takedown plan"):
        decide_case(app, a_network(app, 3), SUSPEND)


def test_a_case_names_its_takedowns_one_after_another(app: App) -> None:
    name = decided(app)
    case = look_at(app, name).plan.case

    def next_of(tx: WriteTransaction) -> PlanId:
        return next_name(tx.connection, case)

    with app.writing() as tx:
        assert next_of(tx) == next_of(tx) != name
