"""A notice is filed, and its sender learns what became of it, by the receipt."""

from tests.api.conftest import Program

NOTICE = {
    "platform": "harbour",
    "account": "ana",
    "place": "https://harbour.example/p1",
    "text": "praises the Guard",
    "in_good_faith": True,
}


def test_a_receipt_leads_to_the_answer(program: Program) -> None:
    client = program("legal")
    filed = client.post("/notices", json=NOTICE).json()
    client.post(f"/cases/{filed['case']}/decisions", json={"measure": "none", "reason": "mends lamps"})
    answer = client.get(f"/notices/{filed['receipt']}").json()

    assert answer["decision"]["measure"] == "none"
    assert [one["id"] for one in client.get("/notices").json()["notices"]] == [filed["notice"]]


def test_notices_are_read_part_by_part(program: Program) -> None:
    client = program("legal")
    filed = [client.post("/notices", json=NOTICE | {"text": f"praises {n}"}).json()["notice"] for n in range(3)]
    first = client.get("/notices?limit=2").json()
    second = client.get("/notices", params={"limit": 2, "cursor": first["next"]}).json()

    assert [one["id"] for one in (*first["notices"], *second["notices"])] == filed[::-1]
    assert second["next"] is None


def test_a_receipt_that_was_made_up_leads_nowhere(program: Program) -> None:
    assert program("legal").get("/notices/n1.abc").status_code == 404
