"""Take appeals in from account holders, and decide them."""

import pytest

from cautery.app import App
from cautery.errors import Conflict, Refused
from cautery.model.action import ActionReceipt
from cautery.pipeline.cases.appeals import appeal, had_a_part, hear, heard, unheard
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.cases.statements import objection, objection_link
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.takedowns.planning import approve, plan
from cautery.store import actions
from tests.outsiders import decided, to_take_back
from tests.staffed import join
from tests.takedowns import SUSPEND, a_network


def test_whoever_decided_cannot_hear_and_another_overturns(app: App) -> None:
    decision = decided(app)
    link = objection_link(app, decision.id)
    made = appeal(app, link, "it was a song", contact="")
    with pytest.raises(Refused):
        hear(app.acting_as("ada"), made.id, outcome="upheld", reason="I was right")
    cyd = join(app, "cyd", "appeals")
    hear(cyd, made.id, outcome="overturned", reason="a song it is")

    assert decision.case is not None
    assert [one.measure for one in look_at(app, decision.case).decisions] == ["suspend", "none"]
    assert objection(app, link).hearing is not None
    assert unheard(app) == ()
    with pytest.raises(Conflict, match="already decided"):
        hear(cyd, made.id, outcome="upheld", reason="no")
    assert verify_log(app).ok


def test_whoever_approved_a_takedown_hears_no_appeal_against_it(app: App) -> None:
    made = plan(app.acting_as("ada"), a_network(app, 3), SUSPEND, ground="an order")
    ben = join(app, "ben", "senior")
    decision = approve(ben, made.id).decision
    wrong = appeal(app, objection_link(app, decision.id), "it was a song", contact="")
    with pytest.raises(Refused, match="another moderator"):
        hear(ben, wrong.id, outcome="upheld", reason="I was right")

    assert had_a_part(ben, decision)
    assert not had_a_part(app.acting_as("cyd"), decision)
    assert hear(join(app, "cyd", "appeals"), wrong.id, outcome="upheld", reason="it names the pier").by == "cyd"


def test_what_reached_the_platform_under_an_overturned_decision_is_to_be_taken_back(app: App) -> None:
    decision = decided(app)
    with app.writing() as tx:
        action = actions.waiting(tx.connection)[0]
        actions.append_receipts(tx, [ActionReceipt(action=action.key, state="sent", at=tx.at, says="ok", undo="t")])
    assert to_take_back(app) == ()
    made = appeal(app, objection_link(app, decision.id), "it was a song", contact="")
    hear(join(app, "cyd", "appeals"), made.id, outcome="overturned", reason="a song it is")

    assert to_take_back(app) == (action,)


def test_an_upheld_decision_stays(app: App) -> None:
    decision = decided(app)
    made = appeal(app, objection_link(app, decision.id), "it was a song", contact="")
    hearing = hear(join(app, "cyd", "appeals"), made.id, outcome="upheld", reason="it names the pier")

    assert heard(app, made.id)[1] == hearing
    assert decision.case is not None
    assert look_at(app, decision.case).decisions == (decision,)
