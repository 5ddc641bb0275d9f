"""140 MB without a key, with an Idempotency-Key: refused by the headers, and no row is written."""

from tests.attacks.site import Site

KIND = "the key before the work"


def test_it_does_not_work(site: Site) -> None:
    before = site.read("SELECT count(*) FROM answers")
    with site.growing() as growth:
        answer = site.stranger(**{"Idempotency-Key": "k1"}).post("/v1/notices", content=b"[" + b"{}," * 46_000_000)

    assert answer.status_code == 401
    assert site.read("SELECT count(*) FROM answers") == before
    assert growth.mb < 64
