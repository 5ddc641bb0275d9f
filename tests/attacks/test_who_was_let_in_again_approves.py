"""An admin lets somebody in again, proposes, and approves as them."""

from datetime import timedelta

from cautery.pipeline.entrance.staff import invite
from tests.attacks.cases import open_case
from tests.attacks.site import Site

KIND = "one admin is not two people"


def test_it_does_not_work(site: Site) -> None:
    name, puppet = site.person("admin", "senior"), site.person("senior")
    invite(site.app.acting_as(name), puppet, ["senior"])
    [case] = open_case(site.app)
    ends = (site.app.clock.now() + timedelta(days=9)).isoformat()
    said = {
        "clause": "promotes",
        "reason": "an order",
        "requester": "police",
        "legal_basis": "art. 1",
        "expires_at": ends,
    }
    proposer = site.stranger(Authorization=f"Bearer {site.secret_key(name, 'senior')}")
    made = proposer.post(f"/v1/cases/{case}/proposals", json=said)
    assert made.status_code == 201, made.text
    approver = site.stranger(Authorization=f"Bearer {site.secret_key(puppet, 'senior')}")
    answer = approver.post(f"/v1/cases/proposals/{made.json()['id']}/approval")

    assert answer.status_code == 403
    assert "let in again" in answer.text
