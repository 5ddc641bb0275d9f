"""Sixty strangers send forms at once and never finish them."""

from tests.attacks.site import FORM, Site

KIND = "the key before the work"


def test_it_does_not_work(site: Site) -> None:
    half = FORM + b"Content-Length: 130000\r\n\r\n"
    with site.growing() as growth:
        lines = [site.line() for _ in range(60)]
        for line in lines:
            line.sendall(half + b"text=" + b"a" * 120_000)
        assert site.stranger().get("/sign-in").status_code == 200
        for line in lines:
            line.close()

    assert growth.mb < 64
