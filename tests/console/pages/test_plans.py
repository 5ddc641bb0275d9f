"""A takedown is read on one page before it happens, and stopped from there."""

from datetime import timedelta

from cautery.app import App
from cautery.errors import Permanent
from cautery.model.plan import PlanId
from cautery.pipeline.takedowns.planning import approve
from cautery.pipeline.takedowns.status import look_at
from tests.console.conftest import Browser, Enter
from tests.takedowns import QUAY, Quay, a_network, carried_through, member


def planned(browser: Browser, app: App, size: int = 30) -> str:
    case = a_network(app, size)
    made = browser.submit("/plans/new", case=case, measure="suspend", clause="promotes", reason="One hand.")
    return str(made.headers["location"])


def test_the_preview_tells_whom_it_meets_and_what_a_mistake_would_cost(enter: Enter, app: App) -> None:
    ada = enter("reviewer")
    page = ada.get(planned(ada, app)).text

    assert "Suspend account · 30 accounts" in page
    assert "1 → 2 → 27" in page
    assert "0.3 accounts with 0 followers are probably not members" in page
    assert "A second person must approve it; ada drafted it" in page
    assert "Not started." in page


def test_somebody_else_approves_and_the_proposer_cannot(enter: Enter, app: App) -> None:
    ada, ben = enter("senior"), enter("senior", name="ben")
    where = planned(ada, app)

    assert "a second person must approve" in ada.submit(f"{where}/approve").text
    assert "Figures and charts" not in ada.get(where).text
    assert ben.submit(f"{where}/approve").status_code == 303
    assert "0</b> of 30 in force" in ben.get(f"{where}?progress=true").text
    shown = ben.get(where).text
    assert "The effect has not been measured yet" in shown
    assert f'href="/effect?takedown={where.removeprefix("/plans/")}"' in shown


def test_what_a_plan_lacks_is_said_beside_its_form(enter: Enter, app: App) -> None:
    ada = enter("reviewer")

    assert 'value="c7"' in ada.get("/plans/new?case=c7").text
    answer = ada.submit("/plans/new", case="c7", measure="suspend", clause="promotes", reason="r")
    assert (answer.status_code, "no case" in answer.text) == (422, True)


def test_it_is_held_stopped_and_undone_from_its_page(enter: Enter, app: App) -> None:
    ada = enter("senior")
    where = planned(ada, app, 3)
    ada.submit(f"{where}/begin")
    ada.submit(f"{where}/hold", on="true", reason="a doubt")

    assert "Paused by ada" in ada.get(where).text
    ada.submit(f"{where}/hold", on="false", reason="no doubt")
    ada.submit(f"{where}/undo", reason="a choir")
    assert "a choir" in ada.get(where).text
    assert look_at(app, PlanId(where.rpartition("/")[2])).state == "undone"
    assert ada.submit(f"{where}/resume", reason="so").status_code == 422


def test_what_a_person_must_look_at_is_shown_with_why_and_tried_again(enter: Enter, app: App) -> None:
    ada, platform = enter("senior"), Quay()
    where = planned(ada, app)
    name = PlanId(where.rpartition("/")[2])
    approve(app.acting_as("ben"), name)
    platform.fails = [Permanent("not on this day") for _ in range(30)]
    carried_through(app, platform, name)
    page = ada.get(where).text

    assert "Paused automatically" in page
    assert "not on this day" in page
    assert ada.submit(f"{where}/redrive").status_code == 303
    assert look_at(app, name).count("parked") == 0


def test_the_switch_of_everything_is_on_the_list(enter: Enter, app: App) -> None:
    ada = enter("reviewer")
    where = planned(ada, app)
    ada.submit("/plans/hold", on="true", reason="the platform moves")

    page = ada.get("/plans").text
    assert "Paused by ada" in page
    assert where in page


def test_an_order_is_ratified_and_a_plan_refused(enter: Enter, app: App) -> None:
    ada, ben = enter("legal"), enter("senior", name="ben")
    where = planned(ada, app)
    ada.submit(f"{where}/force", order="HO-7")

    assert "Confirm takedown" in ben.get(where).text
    assert ben.submit(f"{where}/ratify").status_code == 303
    assert ben.submit(f"{where}/refuse", reason="late").status_code == 422


def test_an_account_is_protected_from_its_page_and_then_nobody_begins_alone(enter: Enter, app: App) -> None:
    ada, sen = enter("reviewer"), enter("senior", name="sen")
    where = planned(ada, app, 3)
    assert "Protect an account" not in ada.get(where).text
    terms = {"platform": QUAY, "account": member(1).id, "kind": "journalist", "reason": "writes for the gazette"}
    assert ada.submit(f"{where}/protect", **terms).status_code == 403
    assert sen.submit(f"{where}/protect", **terms).status_code == 303

    page = ada.get(where).text
    assert "It acts on 1 protected account (journalist)." in page
    assert "second person" in ada.submit(f"{where}/begin").text
    assert sen.submit(f"{where}/protect", **terms | {"kind": "", "reason": "a mistake"}).status_code == 303
    assert ada.submit(f"{where}/begin").status_code == 303


def test_only_accounts_of_the_plan_are_protected_from_its_page(enter: Enter, app: App) -> None:
    sen = enter("senior")
    where = planned(sen, app, 3)
    terms = {"platform": QUAY, "account": "somebody <else>", "kind": "listed", "reason": "so"}
    answer = sen.submit(f"{where}/protect", **terms)

    assert (answer.status_code, "acts on no account" in answer.text) == (422, True)
    assert look_at(app, PlanId(where.rpartition("/")[2])).plan.needs == ()


def test_an_order_silences_what_account_holders_are_told_from_its_page(enter: Enter, app: App) -> None:
    ada, lex = enter("reviewer"), enter("legal", name="lex")
    where = planned(ada, app, 3)
    day = f"{app.clock.now() + timedelta(days=9):%Y-%m-%d}"
    terms = {"order": "Court of the quay, 7/2020", "until": day}
    assert ada.submit(f"{where}/silence", **terms).status_code == 403
    assert "Non-disclosure order" not in ada.get(where).text
    assert lex.submit(f"{where}/silence", **terms).status_code == 303

    assert "Court of the quay, 7/2020" in lex.get(where).text
    assert "Notifications to account holders are suppressed" in ada.get(where).text
    assert "Court of the quay" not in ada.get(where).text
    assert lex.submit(f"{where}/silence", order="", until=day).status_code == 422
    assert lex.submit(f"{where}/silence", order="so", until="never").status_code == 422
