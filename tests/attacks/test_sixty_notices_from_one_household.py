"""Sixty notices from sixty addresses of one /64."""

from tests.attacks.site import NOTICE, Site

KIND = "public forms"


def test_it_does_not_work(site: Site) -> None:
    net = site.address().removesuffix("::1")
    answers = [
        site.stranger(f"{net}::{n:x}").post("/notice", data=NOTICE | {"text": f"lamps {n}"}).status_code
        for n in range(30)
    ]

    assert answers.count(303) == 20
