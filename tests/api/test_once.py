"""A request that is repeated under its idempotency key changes nothing and gets the first answer."""

from cautery.app import App
from cautery.pipeline.cases.notices import latest_notices
from tests.api.conftest import Program

NOTICE = {
    "platform": "harbour",
    "account": "ana",
    "place": "https://harbour.example/p1",
    "text": "praises the Guard",
    "in_good_faith": True,
}
KEY = {"Idempotency-Key": "one"}


def test_the_first_answer_is_given_again(program: Program, app: App) -> None:
    client = program("triage")
    first = client.post("/notices", json=NOTICE, headers=KEY)
    again = client.post("/notices", json=NOTICE, headers=KEY)

    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert again.headers["Idempotent-Replay"] == "true"
    assert len(latest_notices(app, most=9)) == 1


def test_without_a_key_each_request_is_its_own(program: Program, app: App) -> None:
    client = program("triage")
    for text in ("one", "two"):
        client.post("/notices", json=NOTICE | {"text": text})

    assert len(latest_notices(app, most=9)) == 2


def test_the_same_key_with_another_body_is_refused(program: Program) -> None:
    client = program("triage")
    client.post("/notices", json=NOTICE, headers=KEY)

    response = client.post("/notices", json=NOTICE | {"text": "other"}, headers=KEY)
    assert response.status_code == 422
    assert "another request" in response.json()["detail"]


def test_what_went_wrong_may_be_tried_again(program: Program) -> None:
    client = program("triage")
    assert client.post("/notices", json=NOTICE | {"in_good_faith": False}, headers=KEY).status_code == 422

    assert client.post("/notices", json=NOTICE, headers=KEY).status_code == 201


def test_another_persons_key_is_another_key(program: Program, app: App) -> None:
    program("triage").post("/notices", json=NOTICE, headers=KEY)
    program("triage", name="cyd").post("/notices", json=NOTICE | {"text": "other"}, headers=KEY)

    assert len(latest_notices(app, most=9)) == 2
