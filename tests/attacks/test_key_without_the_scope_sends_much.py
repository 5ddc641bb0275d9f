"""A key that may only read sends 30 MB of events: refused by its scopes, before they are read."""

from tests.attacks.site import Site

KIND = "the key before the work"


def test_it_does_not_work(site: Site) -> None:
    with site.growing() as growth:
        answer = site.program("auditor").post("/v1/events", content=b"a" * 30_000_000)

    assert answer.status_code == 403
    assert growth.mb < 25
