"""A public form that does not say how long it is, and goes on."""

from tests.attacks.site import Site

KIND = "the key before the work"


def test_it_does_not_work(site: Site) -> None:
    with site.growing() as growth:
        answer = site.stranger().post(
            "/notice",
            content=iter([b"text=" + b"a" * 65536] * 500),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )

    assert answer.status_code == 413
    assert growth.mb < 64
