"""An erasure is planned, names what stays and why, and needs a second person."""

from datetime import timedelta

import pytest

from cautery.app import App
from cautery.errors import Conflict, Missing, Refused
from cautery.model.account import Account, AccountId, Platform
from cautery.model.decision import Decision, DecisionId, Measure
from cautery.pipeline.personal_data.planning import APPEALABLE, answer, ask, listed
from cautery.store import decisions
from tests.pipeline.conftest import app
from tests.pipeline.personal_data.people import NIMUE, lived

__all__ = ["app"]


def decided(app: App, measure: Measure, *, days: int) -> None:
    """Decide about her, some days ago."""
    at = app.clock.now() - timedelta(days=days)
    made = Decision(
        id=DecisionId(f"d{days}{measure}"),
        about=NIMUE,
        verdict="violating",
        measure=measure,
        clause="promotes",
        reason="it does",
        by="ada",
        at=at,
        source="review",
    )
    with app.writing() as tx:
        decisions.append(tx, [made])


def test_a_plan_counts_what_goes(app: App) -> None:
    asked, plan = ask(lived(app), NIMUE)

    assert (plan.events, plan.mentions, plan.rows) == (5, 5, {"notes": 1})
    assert len(plan.kept) == 2
    assert asked.about == NIMUE
    assert NIMUE.id not in asked.subject + asked.told


def test_a_decision_that_can_be_appealed_stays_and_one_that_cannot_goes(app: App) -> None:
    lived(app)
    decided(app, "suspend", days=10)
    decided(app, "suspend", days=APPEALABLE.days + 1)
    decided(app, "none", days=10)
    _, plan = ask(app, NIMUE)

    assert plan.rows["decisions"] == 2
    [kept] = [one for one in plan.kept if one.until is not None]
    assert kept.what == "decision d10suspend"
    assert "Art. 17(3)" in kept.why


def test_nobody_approves_what_they_asked_for(app: App) -> None:
    asked, _ = ask(lived(app), NIMUE)
    with pytest.raises(Refused, match="somebody else"):
        answer(app, asked.id, "approved")
    assert answer(app.acting_as("local:ben"), asked.id, "approved").state == "approved"
    with pytest.raises(Conflict, match="approved already"):
        answer(app, asked.id, "refused")


def test_whoever_asked_may_take_it_back_and_ask_again(app: App) -> None:
    asked, _ = ask(lived(app), NIMUE)
    with pytest.raises(Conflict, match="asked for already"):
        ask(app, NIMUE)
    answer(app, asked.id, "refused")
    ask(app, NIMUE)

    assert [one.state for one in listed(app)] == ["refused", "asked"]


def test_of_a_stranger_nothing_is_held(app: App) -> None:
    with pytest.raises(Missing, match="Nothing is held"):
        ask(lived(app), Account(platform=Platform("harbour"), id=AccountId("nobody-at-all")))
    with pytest.raises(Missing, match="no erasure"):
        answer(app, "x", "approved")
