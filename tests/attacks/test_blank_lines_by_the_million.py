"""Thirty megabytes of line ends from a program that sends events."""

from tests.attacks.site import Site

KIND = "slow and many"


def test_it_does_not_work(site: Site) -> None:
    admin, before = site.program("admin"), site.cpu_s()
    answer = admin.post("/v1/events", content=b"\n" * 30_000_000, headers={"Content-Type": "application/x-ndjson"})

    assert answer.status_code == 202
    assert answer.json()["accepted"] == 0
    assert site.cpu_s() - before < 8
