"""Nobody gets in without a key that holds, and a key does what its owner and its scopes allow, route by route."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from cautery.access.permissions import Permission, may
from cautery.api.entry import RequestRate, permissions_by_route
from cautery.api.server import NOUNS, make_api
from cautery.app import App
from cautery.errors import RateLimited
from cautery.gate.bodies import BodyBudget
from cautery.model.person import ROLES, Role
from cautery.pipeline.entrance.staff import cut_off, make_key
from cautery.pipeline.ingestion.shared import SharedIngestion
from cautery.pipeline.notifications.webhooks import listening
from tests.api.conftest import Program
from tests.staffed import join

DENIED = "You do not have permission"


def routes() -> list[tuple[str, str, Permission | None]]:
    found = [route for noun in NOUNS for route in permissions_by_route(noun.router)]
    assert len(found) > 20
    return found


def somewhere(path: str) -> str:
    """Fill in names of things that are not there."""
    for name in ("case", "proposal", "platform", "account", "receipt", "decision", "appeal", "bank", "network", "hook"):
        path = path.replace("{" + name + "}", "nothing")
    return path


def test_every_route_asks_for_a_permission() -> None:
    assert [path for _, path, asked in routes() if asked is None] == []


@pytest.mark.parametrize("role", ROLES)
def test_every_route_with_every_role_answers_as_the_table_says(role: Role, program: Program) -> None:
    client = program(role)
    wrong = []
    for method, path, asked in routes():
        response = client.request(method, somewhere(path), json={})
        refused = response.status_code == 403 and response.json()["detail"].startswith(DENIED)
        if asked is None or refused == may((role,), asked) or response.status_code in (401, 500):
            wrong.append((method, path, response.status_code))

    assert wrong == []


@pytest.mark.parametrize("shown", [None, "Bearer", "Bearer ", "Bearer cautery_wrong", "Basic YWRhOmFkYQ==", "bearer é"])
def test_without_a_key_that_holds_every_route_is_closed(shown: str | None, app: App) -> None:
    api = make_api(app, SharedIngestion())
    client = TestClient(api)
    headers = {"Authorization": shown.encode()} if shown else {}
    for method, path, _ in routes():
        response = client.request(method, somewhere(path), headers=headers, json={})  # type: ignore[arg-type]

        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"] == "Bearer"


def test_a_key_does_no_more_than_its_scopes(program: Program) -> None:
    client = program("senior", scopes=["see_cases"])

    assert client.get("/cases").status_code == 200
    assert client.get("/banks").status_code == 403


def test_whose_access_ends_while_they_send_has_sent_nothing(program: Program, app: App) -> None:
    """A body may take minutes, and a film hours: what was looked at before it says nothing of who may act behind it."""
    client = program("admin")

    def slowly() -> Iterator[bytes]:
        yield b'{"url": "https://queue.forum.example/cautery", '
        cut_off(app, "ada")
        yield b'"kinds": ["case.opened"]}'

    assert client.post("/hooks", content=slowly(), headers={"Content-Type": "application/json"}).status_code == 401
    assert listening(app) == ()


def test_who_asks_too_often_is_told_when_to_come_back() -> None:
    pace = RequestRate(most_a_minute=2)
    pace.count("ada")
    pace.count("ada")
    pace.count("cyd")
    with pytest.raises(RateLimited) as told:
        pace.count("ada")

    assert told.value.retry_after_s
    assert 59 < told.value.retry_after_s <= 60


def test_bodies_of_all_callers_who_are_known_hold_no_more_memory_than_is_kept_for_them(app: App) -> None:
    api = make_api(app, SharedIngestion())
    api.state.known_callers = BodyBudget(100)
    join(app, "ada", "admin")
    _, secret = make_key(app, "ada", name="tests", scopes=["send_events"], days=1)
    client = TestClient(api, headers={"Authorization": f"Bearer {secret}"})

    assert client.post("/events", content=b" " * 101).status_code == 503
    assert [client.post("/events", content=b" " * 60).status_code for _ in range(3)] == [202] * 3
