"""Programs of admins say who is told what."""

from cautery.app import App
from cautery.pipeline.installation.verify_log import verify_log
from tests.api.conftest import Program

WANTED = {"url": "https://queue.harbour.example/cautery", "kinds": ["case.opened"]}


def test_a_hook_is_made_listed_and_ended(program: Program, app: App) -> None:
    client = program("admin")
    made = client.post("/hooks", json=WANTED).json()
    assert made["secret"].startswith("whsec_")
    [listed] = client.get("/hooks").json()
    assert (listed["hook"], listed["waiting"], listed["parked"]) == (made["hook"], 0, 0)
    assert client.post(f"/hooks/{made['hook']['id']}/again").json() == 0
    assert client.delete(f"/hooks/{made['hook']['id']}").status_code == 204

    assert client.get("/hooks").json() == []
    assert verify_log(app).ok


def test_what_cannot_be_told_is_refused(program: Program) -> None:
    client = program("admin")
    for wrong in ({"kinds": []}, {"kinds": ["everything"]}, {"url": "http://queue.harbour.example"}):
        assert client.post("/hooks", json=WANTED | wrong).status_code == 422
    assert client.delete("/hooks/nothing").status_code == 404
