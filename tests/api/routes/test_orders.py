"""An authority's gateway hands orders in with its key; nobody else does."""

from tests.api.conftest import Program

ORDER = {
    "authority": "Quay Police",
    "reference": "Q-7",
    "urls": ["https://harbour.example/p1"],
    "clause": "promotes",
}


def test_an_order_by_key_is_authentic_and_has_its_hour(program: Program) -> None:
    client = program("legal")
    filed = client.post("/orders", json=ORDER)
    view = client.get(f"/orders/{filed.json()['order']}").json()

    assert filed.status_code == 201
    assert view["status"]["state"] == "authenticated"
    assert view["status"]["due"] == filed.json()["due"]
    assert [one["order"]["id"] for one in client.get("/orders").json()] == [filed.json()["order"]]


def test_the_same_order_again_is_a_duplicate(program: Program) -> None:
    client = program("legal")
    first = client.post("/orders", json=ORDER).json()

    assert client.post("/orders", json=ORDER).json() == first | {"duplicate": True}


def test_a_gateway_s_key_files_orders_and_reads_none(program: Program) -> None:
    gateway = program("legal", scopes=["file_orders"])

    assert gateway.post("/orders", json=ORDER).status_code == 201
    assert gateway.get("/orders").status_code == 403


def test_a_reviewer_s_key_files_no_orders(program: Program) -> None:
    assert program("reviewer").post("/orders", json=ORDER).status_code == 403


def test_an_order_without_an_address_is_refused(program: Program) -> None:
    assert program("legal").post("/orders", json=ORDER | {"urls": []}).status_code == 422
