"""The receipt of a notice, by which its sender is known, looked for in the database."""

from tests.attacks.site import Site

KIND = "secrets in clear"


def test_it_does_not_work(site: Site) -> None:
    said = {
        "platform": "harbour",
        "account": "guard 1",
        "place": "https://h.example/1",
        "text": "lamps",
        "in_good_faith": True,
    }
    made = site.program("reviewer").post("/v1/notices", json=said, headers={"Idempotency-Key": "n1"})
    receipt = made.json()["receipt"]

    assert receipt.rpartition(".")[2].encode() not in site.dump()
