"""JSON nested a hundred thousand deep, from a program with a key."""

from tests.attacks.site import Site

KIND = "the key before the work"


def test_it_does_not_work(site: Site) -> None:
    answer = site.program("reviewer").post(
        "/v1/check", content=b"[" * 100_000, headers={"Content-Type": "application/json"}
    )

    assert 400 <= answer.status_code < 500
