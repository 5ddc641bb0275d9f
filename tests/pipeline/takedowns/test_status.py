"""Show a takedown with all that became of it."""

import pytest

from cautery.app import App
from cautery.errors import Missing, Refused
from cautery.model.plan import PlanId
from cautery.pipeline.takedowns.planning import approve, begin
from cautery.pipeline.takedowns.protection import protect_in
from cautery.pipeline.takedowns.status import look_at
from tests.takedowns import member, planned

SECOND = "ben"


def test_a_takedown_that_nobody_knows_is_missing(app: App) -> None:
    for ask in (look_at, approve, begin):
        with pytest.raises(Missing, match="There is no takedown"):
            ask(app, PlanId("p9"))


def test_who_was_protected_since_it_was_planned_needs_a_second_person_and_goes_last(app: App) -> None:
    made = planned(app, 5)
    protect_in(app, made.id, member(2), "official", reason="speaks for the town")

    assert look_at(app, made.id).plan.needs == ("It acts on 1 protected account (official).",)
    assert look_at(app, made.id).plan.targets[-1].account == member(2)
    with pytest.raises(Refused, match="second person"):
        begin(app, made.id)
    assert len(approve(app.acting_as(SECOND), made.id).actions) == 5
