"""Values and files are put into banks, listed part by part, and ended."""

from cautery.app import App
from cautery.pipeline.banks.values import bank_value
from tests.api.conftest import Program
from tests.material import landscape, saved


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


def test_the_list_comes_in_parts_and_values_of_another_crime_are_withheld(program: Program, app: App) -> None:
    for name, labels in (("a", ""), ("b", "csam"), ("c", "")):
        bank_value(app, {"type": "file_md5", "value": name * 32, "labels": labels, "why": ""}, bank="lists")
    client = program("auditor")
    first = client.get("/banks?limit=2")
    second = client.get(f"/banks?limit=2&before={first.headers['Cautery-Next']}")

    assert [one["value"][:9] for one in first.json()] == ["ccccccccc", "(withheld"]
    assert [one["value"][:9] for one in second.json()] == ["aaaaaaaaa"]
    assert "Cautery-Next" not in second.headers


def test_a_file_is_banked_by_all_that_it_can_be_known_by(program: Program) -> None:
    client = program("senior")
    form = {"why": "their sign", "policy": "promotes", "labels": ["flag"]}
    made = client.post("/banks/house/files", files={"file": ("a", saved(landscape(1)))}, data=form)

    assert made.status_code == 201
    assert [one["type"] for one in made.json()] == ["file_sha256", "file_md5", "image_pdq", "image_views"]
    assert {(one["policy"], one["labels"][0], one["why"]) for one in made.json()} == {
        ("promotes", "flag", "their sign")
    }


def test_a_value_carries_all_that_is_said_of_it(program: Program) -> None:
    said = {"type": "image_pdq", "value": "f0" * 32, "why": "seen", "labels": ["flag", "logo"], "confidence": 0.5}
    made = (
        program("senior").post("/banks/house", json=said | {"share": 0.25, "expires_at": "2031-01-01T00:00:00Z"}).json()
    )

    assert (made["labels"], made["confidence"], made["share"]) == (["flag", "logo"], 0.5, 0.25)
    assert made["expires_at"].startswith("2031-01-01")
