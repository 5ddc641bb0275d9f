"""140 MB for a platform that is not here."""

from tests.attacks.site import Site

KIND = "the key before the work"


def test_it_does_not_work(site: Site) -> None:
    with site.growing() as growth:
        answer = site.stranger().post("/v1/deliveries/nowhere", content=b"a" * 140_000_000)

    assert answer.status_code in (404, 413)
    assert growth.mb < 64
