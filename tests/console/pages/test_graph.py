"""The graph page gives accounts with places and times, and a selection leads to a plan about just those."""

import json

from cautery.app import App
from cautery.model.plan import PlanId
from cautery.pipeline.takedowns.status import look_at
from tests.console.conftest import Enter
from tests.returned import came_back, found, removed
from tests.reviewing import open_cases
from tests.store.network_facts import a_network
from tests.takedowns import a_network as a_case
from tests.takedowns import member


def test_times_and_kinds_are_numbered(enter: Enter, app: App) -> None:
    found(app, a_network("n1", "ana", "ben"))
    found(app, a_network("n1", "ana", "ben", "kim", day=1))
    removed(app, "ana")
    came_back(app, "zoe", of="ana")
    told = enter("reviewer").get("/graph/data?network=n1").json()
    accounts = {one["id"]: one for one in told["accounts"]}

    assert accounts["kim"]["spans"] == [[1, None]]
    assert accounts["ana"]["removals"] == [[2, None]]
    assert [kind["says"] for kind in told["kinds"]] == ["suspected same operator", "near-duplicate text"]
    assert len(told["ties"]) == 4
    assert told["ties"][0][2] == [0]
    assert (told["more"], len(told["moments"])) == (0, 3)


def test_names_are_sanitized_and_the_page_names_no_account(enter: Enter, app: App) -> None:
    found(app, a_network("n1", "ana", "<b>\u202e"))
    ada = enter("reviewer")

    assert "[RLO]" in json.dumps(ada.get("/graph/data?network=n1").json())
    assert "<b>" not in ada.get("/graph?network=n1").text
    assert ada.get("/graph?network=n9").status_code == 404
    assert ada.get("/graph/data?network=n9").status_code == 404


def test_a_network_without_case_offers_no_takedown(enter: Enter, app: App) -> None:
    found(app, a_network("n1", "ana", "ben"))

    assert "/plans/selected" not in enter("reviewer").get("/graph?network=n1").text
    assert "A takedown needs a case" in enter("reviewer", name="ben").get("/graph?network=n1").text


def test_who_may_not_plan_is_offered_no_plan(enter: Enter, app: App) -> None:
    found(app, a_network("n1", "ana", "ben", case=open_cases(app, 1)[0]))

    assert "/plans/selected" in enter("reviewer").get("/graph?network=n1").text
    assert "/plans/selected" not in enter("auditor", name="eva").get("/graph?network=n1").text


def test_a_selection_becomes_a_plan_about_just_those(enter: Enter, app: App) -> None:
    case = a_case(app, 9)
    only = json.dumps([[about.platform, about.id] for about in (member(2), member(4))])
    ada = enter("reviewer")
    form = ada.submit("/plans/selected", case=case, only=only)
    made = ada.submit("/plans/new", case=case, measure="suspend", clause="promotes", reason="One hand.", only=only)
    planned = look_at(app, PlanId(str(made.headers["location"]).removeprefix("/plans/"))).plan

    assert "2 selected accounts" in form.text
    assert {target.account for target in planned.targets} == {member(2), member(4)}
    assert {one.says for one in planned.left_out} == {"not selected"}


def test_a_selection_that_cannot_be_read_or_names_strangers_is_refused(enter: Enter, app: App) -> None:
    case = a_case(app, 3)
    ada = enter("reviewer")
    asked = {"case": case, "measure": "suspend", "clause": "promotes", "reason": "r"}

    assert ada.submit("/plans/selected", case=case, only="{").status_code == 422
    answer = ada.submit("/plans/new", **asked, only='[["quay", "stranger"]]')
    assert (answer.status_code, "not an account of this case" in answer.text) == (422, True)
    assert ada.submit("/plans/new", **asked, only="[]").status_code == 422
