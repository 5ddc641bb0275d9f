"""A program sends thirty megabytes of events and says that they are one JSON document."""

from tests.attacks.site import Site

KIND = "slow and many"


def test_it_does_not_work(site: Site) -> None:
    admin = site.program("admin")
    with site.growing() as growth:
        answer = admin.post(
            "/v1/events", content=b"[" + b"{}," * 10_000_000 + b"{}]", headers={"Content-Type": "application/json"}
        )

    assert answer.status_code == 413
    assert growth.mb < 200
