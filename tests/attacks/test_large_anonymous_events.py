"""140 MB of events without a key."""

from tests.attacks.site import Site

KIND = "the key before the work"


def test_it_does_not_work(site: Site) -> None:
    with site.growing() as growth:
        answer = site.stranger().post("/v1/events", content=b"x\n" * 70_000_000)

    assert answer.status_code == 401
    assert growth.mb < 64
