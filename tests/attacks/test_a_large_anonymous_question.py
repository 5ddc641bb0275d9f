"""140 MB of JSON without a key: refused by the headers, and nothing of it is kept."""

from tests.attacks.site import Site

KIND = "the key before the work"


def test_it_is_refused_before_it_is_read(site: Site) -> None:
    with site.growing() as growth:
        answer = site.stranger().post("/v1/check", content=b"[" + b"{}," * 46_000_000)

    assert answer.status_code == 401
    assert growth.mb < 64
