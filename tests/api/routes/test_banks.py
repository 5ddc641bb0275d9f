"""Values are put into banks, listed and ended."""

from tests.api.conftest import Program


def test_a_value_is_there_until_it_is_ended(program: Program) -> None:
    client = program("senior")
    made = client.post("/banks/names", json={"type": "term", "value": "Lantern Guard", "why": "seen"})
    assert made.status_code == 201
    assert [one["added_by"] for one in client.get("/banks?bank=names").json()] == ["ada"]

    assert client.post("/banks/names/ended", json={"type": "term", "value": "Lantern Guard"}).json() == 1
    assert client.get("/banks").json() == []


def test_a_value_of_no_known_type_is_refused(program: Program) -> None:
    response = program("senior").post("/banks/names", json={"type": "smell", "value": "x", "why": "y"})

    assert response.status_code in (404, 422)
