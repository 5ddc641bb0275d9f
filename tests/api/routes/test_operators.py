"""Programs see which accounts probably are one hand, and people's programs set apart what is not."""

from cautery.app import App
from tests.api.conftest import Program
from tests.returned import came_back


def test_a_hand_is_told_from_whichever_of_its_accounts_one_asks(program: Program, app: App) -> None:
    came_back(app, "ana2", of="ana")
    client = program("reviewer")
    told = client.get("/accounts/harbour/ana/operator").json()

    assert [one["account"]["id"] for one in told["accounts"]] == ["ana", "ana2"]
    assert [reason["bits"] for reason in told["steps"][0]["reasons"]] == [9.5, -1.5]
    assert [[one["account"]["id"] for one in hand["accounts"]] for hand in client.get("/operators").json()] == [
        ["ana", "ana2"]
    ]


def test_what_a_person_sets_apart_is_no_hand_any_more(program: Program, app: App) -> None:
    came_back(app, "ana2", of="ana")
    client = program("reviewer")
    said = {"platform": "harbour", "account": "ana", "reason": "sisters"}
    told = client.post("/accounts/harbour/ana2/operator/split", json=said)

    assert told.status_code == 201
    assert [one["account"]["id"] for one in told.json()["accounts"]] == ["ana2"]
    assert client.post("/accounts/harbour/ana2/operator/split", json=said).status_code == 409
