"""Pause, resume and revert a takedown, and turn the kill switch."""

import pytest

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.errors import Conflict
from cautery.model.decision import decisions_in_force
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.takedowns.control import hold, undo_whole
from cautery.pipeline.takedowns.planning import begin, plan
from cautery.pipeline.takedowns.status import look_at
from cautery.store import decisions
from tests.takedowns import Quay, carried_through, member, planned


def test_undoing_restores_what_this_takedown_changed_and_nothing_else(app: App) -> None:
    platform, made = Quay(), planned(app, 5)
    platform.suspend_by_itself(member(2))
    begin(app, made.id)
    carried_through(app, platform, made.id)
    undone = undo_whole(app, made.id, reason="they are a choir")
    carried_through(app, platform, made.id)

    assert undone == 5
    assert platform.suspended() == {member(2)}
    assert look_at(app, made.id).count("undone") == 5
    with app.reading() as connection:
        assert {one.verdict for one in decisions_in_force(decisions.every(connection))} == {"presumed_benign"}
    assert verify_log(app).ok


def test_what_is_undone_before_it_was_sent_is_called_off(app: App) -> None:
    platform, made = Quay(), planned(app, 5)
    begin(app, made.id)
    undo_whole(app, made.id, reason="a mistake")
    carried_through(app, platform, made.id)

    assert platform.asked == {}
    assert look_at(app, made.id).count("called_off") == 5


def test_what_was_undone_can_be_taken_down_again(app: App) -> None:
    platform, made = Quay(), planned(app, 5)
    begin(app, made.id)
    carried_through(app, platform, made.id)
    undo_whole(app, made.id, reason="a doubt")
    again = plan(
        app, made.case, DecisionInput(measure="suspend", clause="promotes", reason="The doubt is over.", replaces=True)
    )
    with pytest.raises(Conflict, match="still being reverted"):
        begin(app, again.id)
    carried_through(app, platform, made.id)
    begin(app, again.id)
    carried_through(app, platform, again.id)

    assert platform.suspended() == {member(n) for n in range(5)}
    assert look_at(app, again.id).state == "finished"


def test_the_switch_keeps_back_what_is_not_sent(app: App) -> None:
    platform, made = Quay(), planned(app, 5)
    begin(app, made.id)
    hold(app, None, on=True, reason="the platform moves house")
    told = carried_through(app, platform, made.id)

    assert platform.asked == {}
    assert told[-1].says == "held by local:ada: the platform moves house"
    hold(app, None, on=False, reason="it moved")
    carried_through(app, platform, made.id)
    assert len(platform.asked) == 5
