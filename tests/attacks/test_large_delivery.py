"""A delivery of 20 MB: larger than any is."""

from tests.attacks.site import Site

KIND = "the key before the work"


def test_it_does_not_work(site: Site) -> None:
    with site.growing() as growth:
        answer = site.stranger().post("/v1/deliveries/plaza", content=b"a" * 20_000_000)

    assert answer.status_code == 413
    assert growth.mb < 64
