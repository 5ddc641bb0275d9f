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
    assert [one["id"] for one in client.get("/notices").json()] == [filed["notice"]]


def test_a_receipt_that_was_made_up_leads_nowhere(program: Program) -> None:
    assert program("legal").get("/notices/n1.abc").status_code == 404
