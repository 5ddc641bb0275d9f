"""Somebody repeats another person's call, with their idempotency key."""

from tests.attacks.site import HOOK, Site

KIND = "secrets in clear"


def test_it_does_not_work(site: Site) -> None:
    first = site.program("admin").post("/v1/hooks", json=HOOK, headers={"Idempotency-Key": "same"})
    other = site.program("admin").post("/v1/hooks", json=HOOK, headers={"Idempotency-Key": "same"})

    assert first.json()["secret"] != other.json()["secret"]
