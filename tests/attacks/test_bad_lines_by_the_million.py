"""Four megabytes of bad lines from a program that sends events."""

from tests.attacks.site import Site

KIND = "slow and many"


def test_it_does_not_work(site: Site) -> None:
    admin, before = site.program("admin"), site.cpu_s()
    with site.growing() as growth:
        answer = admin.post("/v1/events", content=b"x\n" * 2_000_000, headers={"Content-Type": "application/x-ndjson"})

    assert answer.status_code == 202
    assert answer.json()["rejected"] <= 1600
    assert site.cpu_s() - before < 8
    assert growth.mb < 150
