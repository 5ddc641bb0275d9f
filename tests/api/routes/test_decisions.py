"""Programs keep up with what people decide."""

from cautery.api.cursors import cursor_of
from cautery.app import App
from tests.api.conftest import Program
from tests.reviewing import open_cases

LEAVE = {"measure": "none", "reason": "mends lamps"}


def test_a_program_reads_on_where_it_ended(program: Program, app: App) -> None:
    cases = open_cases(app, 1, 2, 3)
    client = program("reviewer")
    for case in cases:
        client.post(f"/cases/{case}/decisions", json=LEAVE)
    first = client.get("/decisions?limit=2").json()
    second = client.get("/decisions", params={"limit": 2, "cursor": first["next"]}).json()

    assert [one["case"] for one in (*first["decisions"], *second["decisions"])] == ["c2", "c1", "c0"]
    assert second["next"] is None


def test_a_decision_names_the_state_of_its_case(program: Program, app: App) -> None:
    open_cases(app, 1)
    client = program("reviewer")
    made = client.post("/cases/c0/decisions", json=LEAVE).json()["decision"]
    answer = client.get(f"/decisions/{made['id']}")

    assert answer.json()["decision"] == made
    assert answer.headers["ETag"] == client.get("/cases/c0").headers["ETag"]


def test_a_cursor_of_another_list_is_refused(program: Program, app: App) -> None:
    open_cases(app, 1.0 / 3, 2)
    client = program("reviewer")
    for cursor in ("nonsense", cursor_of((0.5, "c0"))):
        assert client.get("/decisions", params={"cursor": cursor}).status_code == 422  # type: ignore[dict-item]
