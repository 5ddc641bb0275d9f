"""Programs walk networks, and the accounts around one."""

from cautery.app import App
from tests.api.conftest import Program
from tests.returned import found, removed
from tests.store.network_facts import a_network


def test_networks_are_read_part_by_part_the_largest_first(program: Program, app: App) -> None:
    found(app, a_network("n1", "ana", "ben"), a_network("n2", "eva", "kim", "zoe"), a_network("n3", "ivo", "uli"))
    client = program("reviewer")
    first = client.get("/networks?limit=2").json()
    second = client.get("/networks", params={"limit": 2, "cursor": first["next"]}).json()

    listed = [one["network"]["id"] for one in (*first["networks"], *second["networks"])]
    assert listed == ["n2", "n1", "n3"]
    assert second["next"] is None


def test_a_network_is_told_with_what_holds_of_its_members(program: Program, app: App) -> None:
    found(app, a_network("n1", "ana", "ben"))
    removed(app, "ben")
    told = program("reviewer").get("/networks/n1").json()
    measures = {one["account"]["id"]: (one["decision"] or {}).get("measure") for one in told["standings"]}

    assert (measures["ana"], measures["ben"]) == (None, "suspend")
    assert [len(change["came"]) for change in told["changes"]] == [2]


def test_a_network_that_nobody_found_is_missing(program: Program) -> None:
    assert program("reviewer").get("/networks/n9").status_code == 404


def test_whoever_stands_around_an_account_is_told_with_what_ties_them(program: Program, app: App) -> None:
    found(app, a_network("n1", "ana", "ben", "kim"))
    told = program("reviewer").get("/accounts/harbour/ana/surroundings?most=2").json()

    assert told["centre"]["account"]["id"] == "ana"
    assert told["more"] == 1
    assert {edge["one"]["id"] for edge in told["edges"]} | {edge["other"]["id"] for edge in told["edges"]} >= {"ana"}
