"""The queue, a case, and a decision, from a program."""

from datetime import timedelta

from cautery.app import App
from cautery.kit.clock import rfc3339
from cautery.model.case import CaseId
from cautery.pipeline.cases.case_file import look_at
from tests.api.conftest import Program
from tests.reviewing import open_cases

LEAVE = {"measure": "none", "reason": "mends lamps"}
SUSPEND = {"measure": "suspend", "clause": "promotes", "reason": "spreads their lamps"}


def test_pages_of_the_queue_follow_one_another(program: Program, app: App) -> None:
    open_cases(app, 1, 2, 3)
    client = program("reviewer")
    first = client.get("/cases?limit=2").json()
    second = client.get("/cases", params={"limit": 2, "cursor": first["next"]}).json()

    assert [line["case"]["id"] for line in (*first["cases"], *second["cases"])] == ["c0", "c1", "c2"]
    assert (first["waiting"], second["next"]) == (3, None)


def test_one_takes_a_case_gives_it_back_and_another_takes_it(program: Program, app: App) -> None:
    open_cases(app, 1)
    ada, cyd = program("reviewer"), program("reviewer", name="cyd")
    assert ada.post("/cases/next").json()["case"] == "c0"
    assert cyd.post("/cases/c0/lease").status_code == 409
    assert ada.delete("/cases/c0/lease").status_code == 204

    assert cyd.post("/cases/c0/lease").json()["until"]


def test_of_two_who_decide_one_wins_and_the_other_is_told(program: Program, app: App) -> None:
    open_cases(app, 1)
    ada, cyd = program("reviewer"), program("reviewer", name="cyd")
    seen = cyd.get("/cases/c0").headers["ETag"]
    assert ada.post("/cases/c0/decisions", json=SUSPEND, headers={"If-Match": seen}).status_code == 201
    told = cyd.post("/cases/c0/decisions", json=LEAVE, headers={"If-Match": seen})

    assert told.status_code == 409
    assert "decided by ada" in told.json()["detail"]
    again = cyd.post(
        "/cases/c0/decisions",
        json=LEAVE | {"replaces": True},
        headers={"If-Match": cyd.get("/cases/c0").headers["ETag"]},
    )
    assert again.json()["decision"]["by"] == "cyd"


def test_nobody_replaces_a_decision_without_having_seen_it(program: Program, app: App) -> None:
    open_cases(app, 1)
    response = program("reviewer").post("/cases/c0/decisions", json=LEAVE | {"replaces": True})

    assert response.status_code == 422
    assert "If-Match" in response.json()["detail"]


def test_acting_against_what_is_called_news_is_refused(program: Program, app: App) -> None:
    open_cases(app, 1)
    response = program("reviewer").post("/cases/c0/decisions", json=SUSPEND | {"purpose": "news"})

    assert response.status_code == 403
    assert look_at(app, CaseId("c0")).decisions == ()


def test_leaving_up_on_purpose_takes_two(program: Program, app: App) -> None:
    open_cases(app, 1)
    terms = {
        "clause": "promotes",
        "reason": "the port watches",
        "requester": "the port",
        "legal_basis": "warrant 7",
        "expires_at": rfc3339(app.clock.now() + timedelta(days=3)),
    }
    ada, cyd = program("senior"), program("senior", name="cyd")
    made = ada.post("/cases/c0/proposals", json=terms).json()
    assert ada.post(f"/cases/proposals/{made['id']}/approval").status_code == 403

    approved = cyd.post(f"/cases/proposals/{made['id']}/approval")
    assert approved.status_code == 201
    assert approved.json()["decision"]["observation"]["approver"] == "cyd"


def test_a_threat_is_raised_and_somebody_is_told(program: Program, app: App) -> None:
    open_cases(app, 1)
    client = program("triage")
    assert client.post("/cases/c0/threats/told", json={"says": "too early"}).status_code == 409
    client.post("/cases/c0/threats", json={"says": "the bridge, tonight"})
    client.post("/cases/c0/threats/told", json={"says": "the police, 4711"})

    assert [one["state"] for one in client.get("/cases/c0").json()["threats"]] == ["raised", "told"]
