"""A key that was ended repeats a call, and asks for the answer that was kept."""

from cautery.pipeline.entrance.staff import cut_off
from tests.attacks.site import Site

KIND = "ending access"


def test_it_does_not_work(site: Site) -> None:
    person = site.person("admin")
    key = site.secret_key(person, "admin")
    told = {"Authorization": f"Bearer {key}", "Idempotency-Key": "repeat"}
    wanted = {"url": "https://queue.forum.example/cautery", "kinds": ["case.opened"]}
    first = site.stranger(**told).post("/v1/hooks", json=wanted)
    assert first.status_code == 201
    cut_off(site.app, person)
    again = site.stranger(**told).post("/v1/hooks", json=wanted)

    assert again.status_code == 401
    assert "whsec" not in again.text
