"""What a takedown banked ends when it is undone, and what others banked stays."""

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.model.bank import BankEntry
from cautery.model.plan import PlanId
from cautery.pipeline.banks.disarm import disarm, end_replaced, origin_of
from cautery.pipeline.banks.values import bank_entries
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.takedowns.planning import begin
from cautery.pipeline.takedowns.status import every
from cautery.store import banks
from tests.takedowns import SUSPEND, Quay, carried_through, planned


def an_entry(app: App, origin: str, value: str) -> BankEntry:
    return BankEntry(
        bank="removed",
        type="term",
        value=value,
        origin=origin,
        policy="promotes",
        why="so",
        added_by="ada",
        added_at=app.clock.now(),
    )


def test_only_what_this_takedown_banked_ends(app: App) -> None:
    ours = PlanId("p1")
    with app.writing() as tx:
        entries = [an_entry(app, origin_of(ours), "lanterns"), an_entry(app, origin_of(PlanId("p2")), "lanterns")]
        banks.append(tx, entries)
        ended = disarm(tx, ours)
        again = disarm(tx, ours)

    assert (ended, again) == (1, 0)
    assert [one.origin for one in bank_entries(app, bank="removed")] == ["takedown:p2"]


def test_a_takedown_of_which_something_is_in_force_goes_on(app: App) -> None:
    made = planned(app, 3)
    begin(app, made.id)
    carried_through(app, Quay(), made.id)
    with app.writing() as tx:
        end_replaced(tx, made.case)

    assert [step.state for step in every(app)] == ["finished"]


def test_a_takedown_that_is_only_planned_is_not_undone_by_what_is_decided_meanwhile(app: App) -> None:
    made = planned(app, 3)
    decide_case(app, made.case, SUSPEND)
    decide_case(app, made.case, DecisionInput(measure="none", clause=None, reason="A choir.", replaces=True))

    assert sorted(step.state for step in every(app)) == ["planned", "undone"]
