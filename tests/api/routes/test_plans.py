"""Programs plan, approve, hold and undo takedowns as the people whose keys they hold."""

from datetime import timedelta

from cautery.app import App
from tests.api.conftest import Program
from tests.takedowns import a_network

WHY = {"reason": "a doubt"}


def asked(app: App, size: int = 30) -> dict[str, str]:
    return {"case": a_network(app, size), "clause": "promotes", "reason": "One hand."}


def test_a_plan_is_seen_before_anything_happens(program: Program, app: App) -> None:
    made = program("reviewer").post("/plans", json=asked(app))

    assert made.status_code == 201
    assert (made.json()["state"], made.json()["actions"], made.json()["sent"]) == ("planned", 30, 0)
    assert made.json()["preview"]["stages"] == [1, 2, 27]
    assert made.json()["needs"]
    assert made.json()["outcome"] == "It was not begun, so nothing came of it."


def test_who_proposes_does_not_approve_and_another_does(program: Program, app: App) -> None:
    ada = program("senior")
    where = f"/plans/{ada.post('/plans', json=asked(app)).json()['plan']}"

    assert ada.post(f"{where}/approval").status_code == 403
    assert ada.post(f"{where}/begin").status_code == 403
    assert program("senior", name="ben").post(f"{where}/approval").json()["state"] == "approved"
    assert ada.get(where).json()["held"] == 30


def test_an_order_lets_one_begin_and_another_ratifies(program: Program, app: App) -> None:
    ada, ben = program("legal"), program("senior", name="ben")
    where = f"/plans/{ada.post('/plans', json=asked(app)).json()['plan']}"

    assert ada.post(f"{where}/force", json={"order": "HO-7"}).json()["state"] == "forced"
    assert ada.post(f"{where}/ratification").status_code == 403
    assert ben.post(f"{where}/ratification").json()["state"] == "ratified"


def test_it_is_held_released_and_undone(program: Program, app: App) -> None:
    ada = program("senior")
    where = f"/plans/{ada.post('/plans', json=asked(app, 3)).json()['plan']}"
    ada.post(f"{where}/begin")

    assert ada.post(f"{where}/hold/on", json=WHY).json()["hold"]["says"] == "a doubt"
    assert ada.post(f"{where}/hold/off", json=WHY).json()["hold"] is None
    assert ada.post("/plans/hold/on", json=WHY).json()["plan"] is None
    assert ada.post(f"{where}/undo", json=WHY).json()["undone"] == 3
    assert ada.get(f"{where}/stuck").json() == []
    assert ada.post(f"{where}/resume", json=WHY).status_code == 409
    assert ada.post(f"{where}/redrive").status_code == 404
    assert [one["state"] for one in ada.get("/plans").json()] == ["undone"]


def test_a_plan_is_refused_and_a_protected_account_is_told(program: Program, app: App) -> None:
    ada = program("senior")
    said = {"platform": "quay", "account": "lantern000001", "kind": "journalist", "reason": "the gazette"}
    assert ada.post("/plans/protections", json=said).json()["kind"] == "journalist"
    made = ada.post("/plans", json=asked(app, 3)).json()

    assert made["needs"] == ["It acts on 1 protected account (journalist)."]
    assert ada.post(f"/plans/{made['plan']}/refusal", json=WHY).json()["state"] == "withdrawn"


def test_an_order_that_forbids_telling_is_kept_by_whoever_may(program: Program, app: App) -> None:
    case = asked(app, 3)["case"]
    said = {"case": case, "order": "HO-7/2020", "until": (app.clock.now() + timedelta(days=1)).isoformat()}

    assert program("senior").post("/plans/silences", json=said).json()["order"] == "HO-7/2020"
    assert program("reviewer").post("/plans/silences", json=said).status_code == 403


def test_a_plan_is_about_the_members_that_were_selected(program: Program, app: App) -> None:
    only = [{"platform": "quay", "account": "lantern000001"}]
    ada = program("reviewer")
    body = asked(app, 5)

    assert ada.post("/plans", json={**body, "only": only}).json()["actions"] == 1
    assert ada.post("/plans", json={**body, "only": []}).status_code == 422
